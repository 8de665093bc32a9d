import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { playScenarioFile } from '@chatloom/test/scenario';
import { main } from './main';
import { parseDuration } from './flow/parseDuration';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chatloom-cli-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const flow = {
  formatVersion: 1,
  name: 'Tea',
  language: 'en',
  nodes: {
    start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'tea' }] } },
    ask: {
      type: 'askChoice',
      title: 'Which one',
      data: { question: 'Green or black?', choices: [{ id: 'g', label: 'Green' }, { id: 'b', label: 'Black' }], noAnswer: { after: { amount: 1, unit: 'hours' } } },
    },
    green: { type: 'text', data: { text: 'Green it is' } },
    black: { type: 'text', data: { text: 'Black it is' } },
    late: { type: 'text', data: { text: 'Too late', ifTooLate: 'push' } },
  },
  edges: [
    { id: 'e1', from: 'start', port: 'next', to: 'ask' },
    { id: 'e2', from: 'ask', port: 'g', to: 'green' },
    { id: 'e3', from: 'ask', port: 'b', to: 'black' },
    { id: 'e4', from: 'ask', port: 'noAnswer', to: 'late' },
    { id: 'e5', from: 'ask', port: 'failed', to: 'late' },
  ],
  layout: { nodes: {} },
};

function file(content: unknown, name = 'flow.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function cli(words: string[], lines: string[] = []): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(words, {
    stdin: Readable.from(lines.map((line) => `${line}\n`)),
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

describe('flow check', () => {
  it('says that a flow can be published, and what it costs', async () => {
    expect(await cli(['flow', 'check', file(flow)])).toEqual({
      code: 0,
      out:
        'warning late: After "Which one" the free reply is over: "late" is sent as a push, which counts against the monthly messages. (delayCosts)\n' +
        '"Tea": 5 steps, 1 warning; per person at most 1 free and 1 paid messages.\n',
      err: '',
    });
  });

  it('lists problems with their place and exits with 1 when one of them blocks', async () => {
    const { green: _gone, ...nodes } = flow.nodes;
    const { code, out } = await cli(['flow', 'check', file({ ...flow, nodes: { ...nodes, black: { type: 'text', data: { text: '' } } } })]);
    expect(code).toBe(1);
    expect(out).toContain('blocking edges[1]: Connection "e2" leads to the step "green", which does not exist. (edgeToMissing)\n');
    expect(out).toMatch(/^blocking black text: .+ \(textMissing\)$/m);
    expect(out).toContain('"Tea": 4 steps, 2 blocking');
  });

  it.each([
    ['is not there', undefined, /cannot be read/],
    ['is not JSON', '{', /is not JSON/],
    ['is no flow', [], /^blocking: A flow document is a JSON object\.$/m],
    ['has a byte order mark', `\ufeff${JSON.stringify(flow)}`, /5 steps, 1 warning/],
  ])('copes with a file that %s', async (_what, content, sentence) => {
    const path = content === undefined ? join(folder, 'gone.json') : file(content);
    expect((await cli(['flow', 'check', path])).out).toMatch(sentence);
  });

  it('says how it is used', async () => {
    expect(await cli(['flow', 'check'])).toMatchObject({ code: 2, err: 'Usage: flow check FILE\n' });
    expect(await cli(['flow', 'dance'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no command "flow dance".') });
    expect(await cli([])).toMatchObject({ code: 0, out: expect.stringContaining('flow run FILE') });
  });
});

describe('flow run', () => {
  const now = ['--now', '2026-11-21T10:00:00Z'];

  it('talks: words, buttons by number, time', async () => {
    const { code, out } = await cli(['flow', 'run', file(flow), ...now], ['tea', '/tap 2', 'tea', '/wait 59m', '/wait 1m', 'coffee', '/tap 9', '/quit', 'never heard']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Talking to "Tea". /help shows what you can do.',
      'Bot: Green or black?',
      '     [1] Green  [2] Black',
      'Bot: Black it is',
      'Bot: Green or black?',
      '     [1] Green  [2] Black',
      'It is 2026-11-21T10:59:00.000Z.',
      'Bot: Too late',
      'It is 2026-11-21T11:00:00.000Z.',
      '(nothing in this flow answers that)',
      'Tap 1 to 2.',
      '',
    ]);
  });

  it('explains the last step and shows where the conversation stands', async () => {
    const { out } = await cli(['flow', 'run', file(flow), ...now], ['tea', '/trace', '/state']);
    expect(out).toContain('  waitingForAnswer at ask "Which one" {"dueAt":');
    expect(out).toContain('"nodeId": "ask"');
  });

  it('saves the conversation as a scenario that plays again', async () => {
    const saved = join(folder, 'saved.json');
    const { out } = await cli(['flow', 'run', file(flow), ...now], ['tea', '/tap 1', 'tea', '/wait 2h', '/send {"type":"sticker"}', '/friend', `/save ${saved}`]);
    expect(out).toContain(`Saved 6 steps to ${saved}.`);
    const run = playScenarioFile(saved);
    expect(run.mismatches).toEqual([]);
    expect(run.codes).toContain('askNoAnswer');
  });

  it('says what it did not understand', async () => {
    const { out } = await cli(['flow', 'run', file(flow), ...now], ['/dance', '/wait long', '/send x', '/save', '/tap 1', `/save ${join(folder, 'no', 'where')}`]);
    for (const sentence of ['There is no /dance.', 'Write how long', 'A message is JSON with a type', 'Write where to', 'There is nothing to tap.', 'cannot be written']) expect(out).toContain(sentence);
    expect(await cli(['flow', 'run', '--fast'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage: flow run FILE') });
    expect(await cli(['flow', 'run', file(flow), '--now', 'soon'])).toMatchObject({ code: 2, err: expect.stringContaining('"soon" is no date and time.') });
    expect(await cli(['flow', 'run', file([])])).toMatchObject({ code: 1, err: 'A flow document is a JSON object.\n' });
  });
});

describe('how long to wait', () => {
  it.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5 h', 5_400_000],
    ['2d', 172_800_000],
    ['1w', 604_800_000],
    ['', undefined],
    ['5', undefined],
    ['1h later', undefined],
  ])('%j is %p ms', (text, ms) => expect(parseDuration(text)).toBe(ms));
});
