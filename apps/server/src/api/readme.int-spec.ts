import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ApiServer, SETUP_TOKEN, startApiServer } from '@chatloom/test/apiServer';
import { type LineStandIn, startLineStandIn } from '@chatloom/test/lineStandIn';

let line: LineStandIn;
let server: ApiServer;
beforeAll(async () => {
  line = await startLineStandIn();
  server = await startApiServer({ LINE_API_BASE_URL: line.url });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await line.close();
}, 30_000);

/** The lines of the README's bash block; its other blocks are sh. */
const readme = readFileSync(join(__dirname, '../../../../README.md'), 'utf8');
const script = /```bash\n([\s\S]*?)```/.exec(readme)![1]!;

describe('the README', () => {
  it('needs six calls at most', () => {
    const calls = script.split('\n').filter((text) => /(\$\(call|^call|^curl) /.test(text));
    expect(calls.length).toBe(6);
  });

  it('brings a fresh server to a published flow that answers, by curl alone', async () => {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', `TOKEN=\n${script}`], {
      env: { PATH: process.env['PATH'], SERVER: server.url, SETUP_TOKEN, CHANNEL_SECRET: '0123456789abcdef0123456789abcdef', ACCESS_TOKEN: 'the-access-token' },
      timeout: 30_000,
    });
    expect(stdout).toContain('"number":1');
    const reply = await line.next('/v2/bot/message/reply');
    expect(reply).toMatchObject({
      token: 'Bearer the-access-token',
      body: { replyToken: 'a-reply-token', messages: [{ type: 'text', text: 'Hello! You are talking to The Shop.' }] },
    });
  }, 60_000);
});
