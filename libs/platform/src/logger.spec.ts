import { Writable } from 'node:stream';
import { createLogger, userHash } from './logger';

function lines(secrets: string[] = []): { log: ReturnType<typeof createLogger>; written: () => Record<string, unknown>[]; raw: () => string } {
  let text = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const log = createLogger({ level: 'info', secrets, destination });
  return { log, raw: () => text, written: () => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the log', () => {
  it('lets known fields through and only names the others', () => {
    const { log, written } = lines();
    log.info({ channelId: 'c1', count: 3, channelSecret: 'abc', body: { text: 'hello' } }, 'Something happened.');
    expect(written()[0]).toMatchObject({ level: 'info', msg: 'Something happened.', channelId: 'c1', count: 3, dropped: ['channelSecret', 'body'] });
    expect(JSON.stringify(written())).not.toMatch(/abc|hello/);
  });

  it('keeps a nested value out even under a known name', () => {
    const { log, raw } = lines();
    log.info({ reason: { token: 'deep' } }, 'x');
    expect(raw()).not.toContain('deep');
  });

  it.each([
    ['a bearer token', 'sent Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['a password in an address', 'connect postgres://ann:pass-word@db/x failed', 'pass-word'],
    ['a token in a query', 'GET /setup?token=s3cr3t-value', 's3cr3t-value'],
    ['a configured secret', 'key is correct-horse-battery', 'correct-horse-battery'],
  ])('writes no %s, neither in the message nor in an error', (_what, text, secret) => {
    const { log, raw } = lines(['correct-horse-battery']);
    log.warn(text);
    log.error({ err: new Error(text, { cause: new Error(text) }), reason: text }, text);
    log.error(new Error(text));
    expect(raw()).not.toContain(secret);
    expect(raw()).toContain('[secret]');
  });

  it('leaves out what an error carries besides its message, stack, code and cause', () => {
    const { log, raw } = lines();
    log.error({ err: Object.assign(new Error('refused'), { code: 'E1', request: { headers: { cookie: 'yum' } } }) }, 'x');
    expect(raw()).not.toContain('yum');
    expect(raw()).toContain('"code":"E1"');
  });

  it('shows a person by a short hash', () => {
    expect(userHash('U1234')).toMatch(/^[\w-]{10}$/);
    expect(userHash('U1234')).not.toBe(userHash('U1235'));
  });
});
