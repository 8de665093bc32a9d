import { ManualClock, SecretsBox, UuidSource } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { Bots } from '../bots/Bots';
import { botsSchema } from '../schema';
import { ChannelDirectory } from './ChannelDirectory';
import { Channels } from './Channels';

const database = testDatabase(botsSchema);
const ids = new UuidSource();
const secrets = new SecretsBox(['a key of at least thirty-two characters']);
const line = { name: 'Shop', channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'token-of-the-shop-1234' };

function open() {
  const clock = new ManualClock();
  const directory = new ChannelDirectory(database(), secrets, clock);
  const channels = new Channels(database(), secrets, ids, directory);
  const bots = new Bots(database(), ids, channels, directory);
  return { clock, directory, channels, bots };
}
async function withBot() {
  const all = open();
  const { bot, simulatorChannelId } = await all.bots.create({ name: 'Ann’s café', timeZone: 'Asia/Tokyo', language: 'ja' });
  return { ...all, bot, simulatorChannelId };
}
const keyOf = async (channelId: string) => (await database().pg.run<{ webhook_key: string }>('SELECT webhook_key FROM channel WHERE id = $1', [channelId])).rows[0]!.webhook_key;

describe('a new bot', () => {
  it('has its simulator channel, which runs drafts and has secrets of its own', async () => {
    const { bot, simulatorChannelId, directory, channels } = await withBot();
    const channel = await directory.byId(simulatorChannelId);
    expect(channel).toMatchObject({ botId: bot.id, kind: 'simulator', runs: 'draft', state: 'active', botUserId: null });
    expect(channel!.secret).toMatch(/^[0-9a-f]{32}$/);
    expect(channel!.accessToken).toHaveLength(43);
    expect(await keyOf(simulatorChannelId)).toMatch(/^[\w-]{24}$/);
    expect(await channels.simulatorIds()).toContain(simulatorChannelId);
  });
});

describe('a LINE channel', () => {
  it('is found by its webhook key and by its id, with its secrets opened', async () => {
    const { bot, channels, directory } = await withBot();
    const made = await channels.connectLine(bot.id, line);
    const byKey = await directory.byWebhookKey(await keyOf(made.id));
    expect(byKey).toMatchObject({ id: made.id, secret: line.channelSecret, accessToken: line.accessToken, runs: 'published' });
    expect(await directory.byId(made.id)).toBe(byKey);
    expect(await directory.byWebhookKey('A'.repeat(24))).toBeUndefined();
    expect(await directory.byWebhookKey(`' OR true --`)).toBeUndefined();
  });

  it('shows of its secrets the last four characters, and stores them sealed', async () => {
    const { bot, channels } = await withBot();
    const made = await channels.connectLine(bot.id, line);
    expect(made).toMatchObject({ secretLastFour: 'cdef', tokenLastFour: '1234' });
    const { rows } = await database().pg.run<{ all: string }>('SELECT json_agg(c)::text AS all FROM channel c');
    expect(rows[0]!.all).not.toContain(line.channelSecret);
    expect(rows[0]!.all).not.toContain(line.accessToken);
    expect(JSON.stringify([made, await channels.list(bot.id)])).not.toContain('_enc');
    expect((await channels.list(bot.id)).map((channel) => channel.secretEnc)).toEqual([undefined, undefined]);
  });

  it('is not seen, changed or removed through another bot', async () => {
    const { bot, channels, bots } = await withBot();
    const made = await channels.connectLine(bot.id, line);
    const { bot: other } = await bots.create({ name: 'Bob’s bar', timeZone: 'UTC', language: 'en' });
    await expect(channels.getOrThrow(other.id, made.id)).rejects.toThrow('no such channel');
    await expect(channels.update(other.id, made.id, { name: 'mine now' })).rejects.toThrow('no such channel');
    await expect(channels.remove(other.id, made.id)).rejects.toThrow('no such channel');
    expect((await channels.getOrThrow(bot.id, made.id)).name).toBe('Shop');
  });

  it('pauses once with the first reason and resumes; a new token ends a pause for a refused one', async () => {
    const { bot, channels, directory } = await withBot();
    const { id } = await channels.connectLine(bot.id, line);
    expect(await channels.pauseChannel(id, 'unauthorized')).toBe(true);
    expect(await channels.pauseChannel(id, 'somethingElse')).toBe(false);
    expect(await channels.getOrThrow(bot.id, id)).toMatchObject({ state: 'paused', pausedReason: 'unauthorized' });
    expect((await directory.byId(id))?.state).toBe('paused');
    expect(await channels.update(bot.id, id, { accessToken: 'another-token-5678' })).toMatchObject({ state: 'active', pausedReason: null, tokenLastFour: '5678' });
    expect((await directory.byId(id))?.accessToken).toBe('another-token-5678');
    await channels.update(bot.id, id, { state: 'paused' });
    expect((await channels.getOrThrow(bot.id, id)).pausedReason).toBe('byPerson');
    await channels.resumeChannel(id);
    expect((await directory.byId(id))?.state).toBe('active');
  });

  it('is gone when removed, which the simulator channel cannot be', async () => {
    const { bot, channels, directory, simulatorChannelId } = await withBot();
    const { id } = await channels.connectLine(bot.id, line);
    await channels.remove(bot.id, id);
    expect(await directory.byId(id)).toBeUndefined();
    await expect(channels.remove(bot.id, simulatorChannelId)).rejects.toThrow('stays');
  });
});

describe('the directory', () => {
  it('notices within a second what another process changed, and asks no more often', async () => {
    const { bot, channels, directory, clock } = await withBot();
    const { id } = await channels.connectLine(bot.id, line);
    await directory.byId(id);
    await open().channels.pauseChannel(id, 'unauthorized');
    const queries = jest.spyOn(database().pg, 'query');
    expect((await directory.byId(id))?.state).toBe('active');
    expect(queries).not.toHaveBeenCalled();
    clock.advance(1_000);
    expect((await directory.byId(id))?.state).toBe('paused');
    expect(queries).toHaveBeenCalledTimes(1);
    queries.mockRestore();
  });

  it('answers a flood of invented keys with few queries', async () => {
    const { directory } = await withBot();
    const queries = jest.spyOn(database().pg, 'query');
    const found = await Promise.all(Array.from({ length: 2_000 }, (_, index) => directory.byWebhookKey(`invented-key-${String(index).padStart(10, '0')}`)));
    expect(found.every((channel) => channel === undefined)).toBe(true);
    expect(queries.mock.calls.length).toBeLessThanOrEqual(4);
    queries.mockRestore();
  });

  it('hides channels of archived bots', async () => {
    const { bot, bots, directory, simulatorChannelId } = await withBot();
    expect(await directory.byId(simulatorChannelId)).toBeDefined();
    await bots.archive(bot.id);
    expect(await directory.byId(simulatorChannelId)).toBeUndefined();
    await expect(bots.getOrThrow(bot.id)).rejects.toThrow('no such bot');
    expect(await bots.list([bot.id])).toEqual([]);
  });

  it('does not open a secret that was copied into another row', async () => {
    const { bot, channels, directory } = await withBot();
    const one = await channels.connectLine(bot.id, line);
    const two = await channels.connectLine(bot.id, { ...line, name: 'Other' });
    await database().pg.run('UPDATE channel SET secret_enc = (SELECT secret_enc FROM channel WHERE id = $1) WHERE id = $2', [one.id, two.id]);
    await expect(directory.byId(two.id)).rejects.toThrow('cannot be read');
  });
});

describe('settings of a bot', () => {
  it('move both revisions, because conversations run on them', async () => {
    const { bot, bots } = await withBot();
    expect([bot.liveRevision, bot.draftRevision]).toEqual([1, 1]);
    const changed = await bots.update(bot.id, { timeZone: 'Asia/Bangkok', businessHours: { 1: [{ from: '09:00', to: '18:00' }] } });
    expect(changed).toMatchObject({ timeZone: 'Asia/Bangkok', businessHours: { 1: [{ from: '09:00', to: '18:00' }] }, liveRevision: 2, draftRevision: 2 });
    expect((await bots.update(bot.id, { businessHours: null })).businessHours).toBeNull();
    expect((await bots.update(bot.id, {})).liveRevision).toBe(3);
  });
});
