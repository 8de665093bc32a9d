import type { CallOutcome, LineGateway } from '@chatloom/line';
import { type Lifecycle, ManualClock, SecretsBox, UuidSource } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { Bots } from '../bots/Bots';
import { botsSchema } from '../schema';
import { ChannelDirectory } from './ChannelDirectory';
import { Channels } from './Channels';
import { ChannelTokens } from './ChannelTokens';
import { TokenKeys } from './TokenKeys';
import { ChannelTroubles } from './ChannelTroubles';
import type { LineGateways } from './LineGateways';
import { QuotaWatch } from './QuotaWatch';

const database = testDatabase(botsSchema);
const ids = new UuidSource();
const secrets = new SecretsBox(['a key of at least thirty-two characters']);
const MINUTE_MS = 60_000;

/** LINE as these tests need it: tokens by number, a quota, and moods. */
class Line {
  issued: { channelId: string; channelSecret: string }[] = [];
  next: CallOutcome<never> | undefined;
  limit: number | null = 200;
  used = 0;
  asked = 0;
  readonly gateways = {
    of: () =>
      ({
        tokens: {
          issueStateless: (_: string, credentials: { channelId: string; channelSecret: string }) => {
            if (this.next) return Promise.resolve(this.next);
            this.issued.push(credentials);
            return Promise.resolve({ kind: 'ok', value: { access_token: `token-${this.issued.length}`, expires_in: 899, token_type: 'Bearer' } });
          },
        },
        quota: () => Promise.resolve({ kind: 'ok', value: this.limit === null ? { type: 'none' } : { type: 'limited', value: this.limit } }),
        consumption: () => {
          this.asked++;
          return Promise.resolve({ kind: 'ok', value: { totalUsage: this.used } });
        },
      }) as unknown as LineGateway,
  } as unknown as LineGateways;
}

/** One process on the shared database; `clock` and `line` are the world's. */
function processOf(clock: ManualClock, line: Line) {
  const alerts: { level: string; code?: unknown; [more: string]: unknown }[] = [];
  const log = (level: string) => (fields: object) => void alerts.push({ level, ...fields });
  const logger = { warn: log('warn'), error: log('error') } as never;
  const tokens = new ChannelTokens(database(), secrets, line.gateways, clock, new TokenKeys(database(), secrets, clock), logger);
  const directory = new ChannelDirectory(database(), secrets, clock, tokens);
  const channels = new Channels(database(), secrets, ids, directory);
  const watch = new QuotaWatch(database(), directory, line.gateways, clock, logger, { ROLES: ['worker'] }, { register: () => undefined } as unknown as Lifecycle);
  return { tokens, directory, channels, watch, alerts, bots: new Bots(database(), ids, channels, directory), troubles: new ChannelTroubles(database(), clock) };
}
async function world() {
  await database().pg.run('TRUNCATE channel CASCADE');
  const clock = new ManualClock(Date.parse('2026-11-10T03:00:00Z'));
  const line = new Line();
  const one = processOf(clock, line);
  const { bot } = await one.bots.create({ name: 'Ann’s café', timeZone: 'Asia/Tokyo', language: 'ja' });
  return { clock, line, bot, one, two: processOf(clock, line) };
}
type World = Awaited<ReturnType<typeof world>>;
async function withIssued(): Promise<World & { id: string }> {
  const all = await world();
  const first = await all.one.tokens.issue('line', { channelId: '1650', channelSecret: 'secret' });
  if (first.kind !== 'ok') throw new Error('no token');
  const { id } = await all.one.channels.connectLine(all.bot.id, { name: 'Shop', channelSecret: 'secret', accessToken: first.value, lineChannelId: '1650' });
  return { ...all, id };
}
const given = { name: 'Shop', channelSecret: 'secret', accessToken: 'a-token-somebody-pasted' };

describe('tokens made from channel id and secret', () => {
  it('are kept and used until shortly before their end', async () => {
    const { one, clock, line, id } = await withIssued();
    clock.advance(11 * MINUTE_MS);
    expect((await one.directory.byId(id))?.accessToken).toBe('token-1');
    expect(line.issued).toEqual([{ channelId: '1650', channelSecret: 'secret' }]);
  });

  it('are renewed once for all processes, and nobody waits while the old one works', async () => {
    const { one, two, clock, line, id } = await withIssued();
    clock.advance(13 * MINUTE_MS);
    const during = await Promise.all([one, two, one, two].map(({ directory }) => directory.byId(id)));
    expect(during.every((channel) => ['token-1', 'token-2'].includes(channel!.accessToken))).toBe(true);
    await Promise.all([one, two].map(({ tokens }) => tokens.renew({ id, kind: 'line', lineChannelId: '1650', secret: 'secret' })));
    expect(line.issued).toHaveLength(2);
    clock.advance(1_001);
    expect((await two.directory.byId(id))?.accessToken).toBe('token-2');
    expect((await one.directory.byId(id))?.accessToken).toBe('token-2');
    expect(line.issued).toHaveLength(2);
  });

  it('are fetched before the next call after a long silence', async () => {
    const { one, clock, id } = await withIssued();
    clock.advance(24 * 60 * MINUTE_MS);
    const found = await Promise.all(Array.from({ length: 20 }, () => one.directory.byId(id)));
    expect(new Set(found.map((channel) => channel?.accessToken))).toEqual(new Set(['token-2']));
  });

  it('are empty while LINE is away, which pauses nothing, and come back with it', async () => {
    const { one, clock, line, id, bot } = await withIssued();
    line.next = { kind: 'retryLater', after: 500, reason: 'network' };
    clock.advance(20 * MINUTE_MS);
    expect((await one.directory.byId(id))?.accessToken).toBe('');
    expect((await one.channels.getOrThrow(bot.id, id)).state).toBe('active');
    line.next = undefined;
    clock.advance(3_000);
    expect((await one.directory.byId(id))?.accessToken).toBe('token-2');
  });

  it('pause the channel with one alert when LINE no longer takes the secret; the new secret goes on', async () => {
    const { one, two, clock, line, id, bot } = await withIssued();
    line.next = { kind: 'refused', status: 400, message: 'invalid_client', details: [] };
    clock.advance(20 * MINUTE_MS);
    await Promise.all([one, two].map(({ directory }) => directory.byId(id)));
    await one.directory.byId(id);
    expect(await one.channels.getOrThrow(bot.id, id)).toMatchObject({ state: 'paused', pausedReason: 'credentials' });
    expect([...one.alerts, ...two.alerts].filter(({ code }) => code === 'channelPaused')).toHaveLength(1);
    line.next = undefined;
    const fresh = await one.tokens.issue('line', { channelId: '1650', channelSecret: 'new secret' });
    if (fresh.kind !== 'ok') throw new Error('no token');
    expect(await one.channels.update(bot.id, id, { channelSecret: 'new secret', accessToken: fresh.value })).toMatchObject({ state: 'active', pausedReason: null });
    expect((await one.directory.byId(id))?.accessToken).toBe('token-2');
  });

  it('that LINE refuses before their end are replaced once; a fresh one that is refused too is a matter for a person', async () => {
    const { one, clock, id } = await withIssued();
    expect(await one.tokens.giveUp(id)).toBe(false);
    clock.advance(2 * MINUTE_MS);
    expect(await one.tokens.giveUp(id)).toBe(true);
    one.directory.forget();
    expect((await one.directory.byId(id))?.accessToken).toBe('token-2');
    expect(await one.tokens.giveUp(id)).toBe(false);
  });

  it('never touch a token that a person gave', async () => {
    const { one, clock, line, bot } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    clock.advance(1_000 * MINUTE_MS);
    expect((await one.directory.byId(id))?.accessToken).toBe(given.accessToken);
    expect(await one.tokens.giveUp(id)).toBe(false);
    expect(line.issued).toEqual([]);
  });
});

describe('the quota', () => {
  it('is read every ten minutes by one process, and each day’s end is kept', async () => {
    const { one, two, bot, clock, line } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    line.used = 10;
    await Promise.all([one.watch.look(), two.watch.look()]);
    expect(line.asked).toBe(1);
    clock.advance(9 * MINUTE_MS);
    await one.watch.look();
    expect(line.asked).toBe(1);
    line.used = 30;
    clock.advance(24 * 60 * MINUTE_MS);
    await two.watch.look();
    expect(await one.watch.view(id)).toMatchObject({ month: '2026-11', limit: 200, used: 30, level: 0, days: [{ day: '2026-11-10', used: 10 }, { day: '2026-11-11', used: 30 }] });
  });

  it('sounds each alarm once a month', async () => {
    const { one, bot, clock } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    for (const used of [100, 140, 150, 180, 190, 200, 200]) await one.watch.keep(id, 200, used);
    const levels = () => one.alerts.filter(({ code }) => code === 'quotaLevel').map(({ level }) => level);
    expect(levels()).toEqual([70, 90, 100]);
    clock.advance(30 * 24 * 60 * MINUTE_MS);
    await one.watch.keep(id, 200, 5);
    await one.watch.keep(id, 200, 150);
    expect(levels()).toEqual([70, 90, 100, 70]);
  });

  it('holds pushes back from the share a person chose on, until the month is over', async () => {
    const { one, bot, clock } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    const holds = async () => {
      one.directory.forget();
      return (await one.directory.byId(id))?.holdsPushes;
    };
    await one.watch.keep(id, 200, 199);
    expect(await holds()).toBe(false);
    await one.channels.update(bot.id, id, { pushStopPercent: 90 });
    expect(await holds()).toBe(true);
    await one.watch.keep(id, 300, 199);
    expect(await holds()).toBe(false);
    await one.watch.keep(id, null, 5_000);
    expect(await holds()).toBe(false);
    await one.watch.keep(id, 200, 200);
    clock.advance(25 * 24 * 60 * MINUTE_MS);
    expect(await holds()).toBe(false);
  });

  it('is unknown before LINE has told, and goes with the channel', async () => {
    const { one, bot } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    expect(await one.watch.view(id)).toBeNull();
    await one.watch.keep(id, 200, 1);
    await one.troubles.refused(id, { reason: 'mismatch', signature: 'x', body: Buffer.from('{}') });
    await one.channels.remove(bot.id, id);
    expect(await one.watch.view(id)).toBeNull();
    expect(await one.troubles.lastRefused(id)).toBeNull();
  });
});

describe('troubles with webhooks', () => {
  it('keep the last refused one, with the beginning of its body, and no more than one in ten seconds', async () => {
    const { one, bot, clock } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    await one.troubles.refused(id, { reason: 'missing', signature: undefined, body: Buffer.alloc(100_000, 'x') });
    await one.troubles.refused(id, { reason: 'mismatch', signature: 'late', body: Buffer.from('{}') });
    expect(await one.troubles.lastRefused(id)).toMatchObject({ reason: 'missing', signature: null, bytes: 100_000, body: Buffer.alloc(32 * 1024, 'x') });
    clock.advance(10_000);
    await one.troubles.refused(id, { reason: 'mismatch', signature: 'abc', body: Buffer.from('{}') });
    expect(await one.troubles.lastRefused(id)).toMatchObject({ reason: 'mismatch', signature: 'abc', bytes: 2 });
  });

  it('remember that webhooks for another bot arrive, until the secret changes', async () => {
    const { one, bot } = await world();
    const { id } = await one.channels.connectLine(bot.id, given);
    await one.troubles.foreignDestination(id, 'Uother');
    expect((await one.channels.getOrThrow(bot.id, id)).foreignDestination).toBe('Uother');
    expect((await one.channels.update(bot.id, id, { channelSecret: 'another' })).foreignDestination).toBeNull();
  });
});
