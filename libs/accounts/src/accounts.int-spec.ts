import { createLogger, Lifecycle, ManualClock, UuidSource } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { ApiTokens } from './access/ApiTokens';
import { Memberships } from './access/Memberships';
import { Sessions } from './access/Sessions';
import { Passwords } from './passwords/Passwords';
import { SignInThrottle } from './passwords/SignInThrottle';
import { Audit } from './people/Audit';
import { People } from './people/People';
import { Setup } from './people/Setup';
import { SignIn } from './people/SignIn';
import { accountsSchema } from './schema';

const database = testDatabase(accountsSchema);
const ids = new UuidSource();
const logger = createLogger({ level: 'silent' });
const home = { ip: '203.0.113.7', userAgent: 'Ann’s browser' };
const elsewhere = { ip: '198.51.100.66', userAgent: 'curl' };
const ann = { email: 'Ann@Example.com', password: 'k3#vQ0z!x', name: 'Ann' };

/** All services on one clock, as the module wires them. */
function open() {
  const clock = new ManualClock();
  const passwords = new Passwords({ memoryKiB: 64, rounds: 1 });
  const throttle = new SignInThrottle(database(), clock);
  const audit = new Audit(database(), clock, ids);
  const people = new People(database(), clock, ids, passwords);
  const sessions = new Sessions(database(), clock, ids);
  const tokens = new ApiTokens(database(), clock, ids);
  const memberships = new Memberships(database(), clock);
  const signIn = new SignIn(people, passwords, sessions, throttle, audit);
  const printed: string[] = [];
  const lifecycle = new Lifecycle({ logger, graceMs: 0 });
  const config = { SETUP_TOKEN: undefined, PUBLIC_URL: 'https://chat.example.com', isWeb: true };
  const setup = new Setup(database(), clock, config, logger, lifecycle, people, sessions, tokens, throttle, audit, (line) => printed.push(line));
  const hashes = jest.spyOn(passwords, 'verify');
  return { clock, passwords, people, sessions, tokens, memberships, signIn, setup, printed, hashes, lifecycle };
}
const tokenIn = (line: string) => new URL(line.replace('Set up: ', '')).searchParams.get('token')!;

beforeEach(async () => {
  await database().pg.run('TRUNCATE person, person_session, api_token, setup_token, bot_member, sign_in_throttle, audit_entry CASCADE');
});

async function withAnn() {
  const all = open();
  await all.setup.start();
  const made = await all.setup.setUp(tokenIn(all.printed[0]!), ann, false, home);
  return { ...all, made };
}

describe('the first visit', () => {
  it('prints a link that makes the owner account once', async () => {
    const { setup, printed, sessions, lifecycle } = open();
    await setup.start();
    expect(printed).toEqual([expect.stringMatching(/^Set up: https:\/\/chat\.example\.com\/setup\?token=[\w-]{43}$/)]);
    expect(lifecycle.announced[0]).toMatchObject({ kind: 'setupLink' });
    const made = await setup.setUp(tokenIn(printed[0]!), ann, true, home);
    expect(made.person).toMatchObject({ email: 'Ann@Example.com', name: 'Ann' });
    expect(made.apiToken?.token).toMatch(/^clt_[\w-]{43}$/);
    expect((await sessions.find(made.sessionToken))?.person.id).toBe(made.person.id);
    await expect(setup.setUp(tokenIn(printed[0]!), { ...ann, email: 'bob@example.com' }, false, home)).rejects.toMatchObject({ code: 'conflict' });
    await setup.start();
    expect(printed).toHaveLength(1);
  });

  it('refuses another token and a password that everybody tries', async () => {
    const { setup, printed, people } = open();
    await setup.start();
    await expect(setup.setUp('not the token', ann, false, home)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setup.setUp(tokenIn(printed[0]!), { ...ann, password: 'password1' }, false, home)).rejects.toMatchObject({
      code: 'invalid',
      details: [{ path: ['body', 'password'], code: 'commonPassword' }],
    });
    expect(await people.isEmpty()).toBe(true);
  });

  it('cannot be kept from its owner by somebody who tries tokens', async () => {
    const { setup, printed } = open();
    await setup.start();
    let refused = 0;
    for (let guess = 0; guess < 12; guess += 1) await setup.setUp(`guess ${guess}`, ann, false, elsewhere).catch((error: { code: string }) => (refused += error.code === 'throttled' ? 1 : 0));
    expect(refused).toBeGreaterThan(0);
    await expect(setup.setUp(tokenIn(printed[0]!), ann, false, home)).resolves.toBeDefined();
  });

  it('makes one owner when two people use their links at the same moment', async () => {
    const first = open();
    const second = open();
    await Promise.all([first.setup.start(), second.setup.start()]);
    const outcomes = await Promise.allSettled([
      first.setup.setUp(tokenIn(first.printed[0]!), ann, false, home),
      second.setup.setUp(tokenIn(second.printed[0]!), { ...ann, email: 'bob@example.com' }, false, elsewhere),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rowCount } = await database().pg.run('SELECT 1 FROM person');
    expect(rowCount).toBe(1);
  });

  it('keeps no token and no password readable in the database', async () => {
    const { made, printed } = await withAnn();
    const { rows } = await database().pg.run<{ all: string }>(
      `SELECT concat((SELECT json_agg(p) FROM person p), (SELECT json_agg(s) FROM person_session s), (SELECT json_agg(t) FROM api_token t), (SELECT json_agg(a) FROM audit_entry a)) AS all`,
    );
    for (const secret of [ann.password, made.sessionToken, tokenIn(printed[0]!)]) expect(rows[0]!.all).not.toContain(secret);
  });
});

describe('signing in', () => {
  it('works without regard to the case of the address, with a new token each time', async () => {
    const { signIn, made } = await withAnn();
    const first = await signIn.signIn(' ann@example.COM ', ann.password, home);
    const second = await signIn.signIn('ann@example.com', ann.password, home);
    expect(first.person.id).toBe(made.person.id);
    expect(new Set([made.sessionToken, first.sessionToken, second.sessionToken]).size).toBe(3);
  });

  it('gives a stranger and a wrong password the same answer after the same work', async () => {
    const { signIn, hashes } = await withAnn();
    const wrong = await signIn.signIn(ann.email, 'not hers', elsewhere).catch((error: Error) => error);
    const unknown = await signIn.signIn('dan@example.com', 'not his', elsewhere).catch((error: Error) => error);
    expect(wrong).toMatchObject({ code: 'wrongCredentials' });
    expect(unknown).toEqual(wrong);
    expect(hashes).toHaveBeenCalledTimes(2);
  });

  it('lets at most 30 guesses an hour at one account reach the hash, from however many addresses they come', async () => {
    const { signIn, hashes, clock } = await withAnn();
    let refused = 0;
    for (let guess = 0; guess < 10_000; guess += 20) {
      const visitor = { ...elsewhere, ip: `198.51.${guess % 250}.${(guess / 250) | 0}` };
      await signIn.signIn(ann.email, `guess ${guess}`, visitor).catch((error: { code: string }) => (refused += error.code === 'throttled' ? 1 : 0));
      clock.advance((3_600_000 / 10_000) * 20);
    }
    expect(hashes.mock.calls.length).toBeLessThanOrEqual(30);
    expect(hashes.mock.calls.length).toBeGreaterThan(10);
    expect(refused).toBe(500 - hashes.mock.calls.length);
  });

  it('counts guesses made at the same moment one by one', async () => {
    const { signIn, hashes } = await withAnn();
    await Promise.allSettled(Array.from({ length: 40 }, () => signIn.signIn(ann.email, 'guess', elsewhere)));
    expect(hashes.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('still lets the owner in from where she signed in before, while strangers are slowed down', async () => {
    const { signIn } = await withAnn();
    for (let guess = 0; guess < 12; guess += 1) await signIn.signIn(ann.email, 'guess', elsewhere).catch(() => undefined);
    await expect(signIn.signIn(ann.email, ann.password, elsewhere)).rejects.toMatchObject({ code: 'throttled' });
    await expect(signIn.signIn(ann.email, ann.password, home)).resolves.toBeDefined();
  });

  it('is open again after the wait it announced', async () => {
    const { signIn, clock } = await withAnn();
    let wait = 0;
    while (wait === 0) await signIn.signIn(ann.email, 'guess', elsewhere).catch((error: { retryAfterSeconds?: number }) => (wait = error.retryAfterSeconds ?? 0));
    clock.advance(wait * 1000);
    await expect(signIn.signIn(ann.email, ann.password, elsewhere)).resolves.toBeDefined();
  });

  it('hashes anew when the cost has risen since', async () => {
    const { people, sessions } = await withAnn();
    const dearer = new Passwords({ memoryKiB: 128, rounds: 1 });
    const clock = new ManualClock();
    const signIn = new SignIn(people, dearer, sessions, new SignInThrottle(database(), clock), new Audit(database(), clock, ids));
    await signIn.signIn(ann.email, ann.password, home);
    expect((await people.findByEmail(ann.email))?.password_hash).toContain('m=128,');
  });
});

describe('sessions', () => {
  it('end after 12 hours without use, and after 7 days in any case', async () => {
    const { sessions, clock, made } = await withAnn();
    clock.advance(11 * 3_600_000);
    expect(await sessions.find(made.sessionToken)).not.toBeNull();
    clock.advance(11 * 3_600_000);
    expect(await sessions.find(made.sessionToken)).not.toBeNull();
    clock.advance(12 * 3_600_000 + 1);
    expect(await sessions.find(made.sessionToken)).toBeNull();

    const longToken = await sessions.start(made.person.id, home);
    for (let hours = 0; hours < 7 * 24 - 10; hours += 10) {
      clock.advance(10 * 3_600_000);
      expect(await sessions.find(longToken)).not.toBeNull();
    }
    clock.advance(10 * 3_600_000);
    expect(await sessions.find(longToken)).toBeNull();
  });

  it('are listed and ended by their owner only', async () => {
    const { sessions, made } = await withAnn();
    const current = (await sessions.find(made.sessionToken))!.sessionId;
    const other = await sessions.start(made.person.id, elsewhere);
    const listed = await sessions.list(made.person.id, current);
    expect(listed.map((session) => [session.ip, session.current])).toEqual(expect.arrayContaining([[home.ip, true], [elsewhere.ip, false]]));
    const otherId = listed.find((session) => !session.current)!.id;
    expect(await sessions.end(ids.newId(), otherId)).toBe(false);
    expect(await sessions.end(made.person.id, otherId)).toBe(true);
    expect(await sessions.find(other)).toBeNull();
    expect(await sessions.find(made.sessionToken)).not.toBeNull();
  });

  it('all but the current one end when the password changes', async () => {
    const { sessions, signIn, made } = await withAnn();
    const other = await sessions.start(made.person.id, elsewhere);
    const current = (await sessions.find(made.sessionToken))!.sessionId;
    await expect(signIn.changePassword(made.person, current, { current: 'wrong', new: 'a new sentence of mine' }, home)).rejects.toMatchObject({ code: 'invalid' });
    await signIn.changePassword(made.person, current, { current: ann.password, new: 'a new sentence of mine' }, home);
    expect(await sessions.find(other)).toBeNull();
    expect(await sessions.find(made.sessionToken)).not.toBeNull();
    await expect(signIn.signIn(ann.email, ann.password, home)).rejects.toMatchObject({ code: 'wrongCredentials' });
    await expect(signIn.signIn(ann.email, 'a new sentence of mine', home)).resolves.toBeDefined();
  });
});

describe('API tokens', () => {
  it('work until they are revoked or expire', async () => {
    const { tokens, clock, made } = await withAnn();
    const forever = await tokens.create(made.person.id, 'script', null);
    const brief = await tokens.create(made.person.id, 'today', new Date(clock.now() + 1000));
    expect((await tokens.find(forever.token))?.person.id).toBe(made.person.id);
    expect(await tokens.find(brief.token)).not.toBeNull();
    clock.advance(1000);
    expect(await tokens.find(brief.token)).toBeNull();
    await expect(tokens.create(made.person.id, 'yesterday', new Date(clock.now()))).rejects.toMatchObject({ code: 'invalid', details: [{ path: ['body', 'expiresAt'] }] });
    expect(await tokens.revoke(ids.newId(), forever.id)).toBe(false);
    expect(await tokens.revoke(made.person.id, forever.id)).toBe(true);
    expect(await tokens.find(forever.token)).toBeNull();
    expect(JSON.stringify(await tokens.list(made.person.id))).not.toContain(brief.token);
  });
});

describe('membership', () => {
  it('hides bots of others and lets owners do everything', async () => {
    const { memberships, made } = await withAnn();
    const bot = ids.newId();
    await memberships.add(bot, made.person.id, 'owner');
    await expect(memberships.requireBot(made.person.id, bot, 'flow.publish')).resolves.toBeUndefined();
    await expect(memberships.requireBot(made.person.id, ids.newId(), 'bot.read')).rejects.toMatchObject({ code: 'notFound' });
    await expect(memberships.requireBot(ids.newId(), bot, 'bot.read')).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the audit record', () => {
  it('cannot be changed or deleted', async () => {
    await withAnn();
    await expect(database().pg.run(`UPDATE audit_entry SET ip = 'x'`)).rejects.toThrow('only ever added to');
    await expect(database().pg.run('DELETE FROM audit_entry')).rejects.toThrow('only ever added to');
  });
});
