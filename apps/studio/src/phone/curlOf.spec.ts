import { execFileSync } from 'node:child_process';
import { curlOf } from './curlOf';

const call = { id: 'r', at: '2026-11-21T12:00:00.000Z', method: 'POST', path: '/v2/bot/message/push', status: 200, request: '{"messages":[{"type":"text","text":"It\'s $HOME `ls`"}]}', response: '{}', cost: 1 };
/** What a shell hands to curl. */
const wordsOf = (command: string) => execFileSync('sh', ['-c', `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`], { env: { CHANNEL_ACCESS_TOKEN: 'token' }, encoding: 'utf8' }).split('\0').slice(0, -1);

describe('a call copied for a terminal', () => {
  it('arrives word by word, whatever the message contains', () => {
    expect(wordsOf(curlOf({ ...call, retryKey: '123e4567-e89b-12d3-a456-426614174000' }))).toEqual([
      '-X', 'POST', 'https://api.line.me/v2/bot/message/push', '-H', 'Authorization: Bearer token', '-H', 'X-Line-Retry-Key: 123e4567-e89b-12d3-a456-426614174000', '-H', 'Content-Type: application/json', '--data-raw', call.request,
    ]);
  });

  it('goes to the data host for content, and sends no body where there was none', () => {
    expect(wordsOf(curlOf({ ...call, method: 'GET', path: '/v2/bot/message/123/content', request: '' }))).toEqual(['-X', 'GET', 'https://api-data.line.me/v2/bot/message/123/content', '-H', 'Authorization: Bearer token']);
  });
});
