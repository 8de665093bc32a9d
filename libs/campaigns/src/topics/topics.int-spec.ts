import { audienceSchema } from '@chatloom/audience';
import type { FeedItem, TopicInput } from '@chatloom/contract';
import { createLogger, type Database, GuardedFetcher, joinSchemas, ManualClock, UuidSource } from '@chatloom/platform';
import { botsSchema } from '@chatloom/bots';
import { conversationsSchema } from '@chatloom/conversations';
import { testDatabase } from '@chatloom/test/database';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { campaignsSchema } from '../schema';
import { CampaignHarness } from '../testing/campaignHarness';
import { FeedReader, type FeedReading, type FeedVersion } from './FeedReader';
import { Feeds } from './Feeds';
import { Issues } from './Issues';
import { Topics } from './Topics';

const item = (key: string, more: Partial<FeedItem> = {}): FeedItem => ({ key, title: `News ${key}`, link: `https://shop.example/${key}`, summary: '', publishedAt: null, ...more });
const feed = (more: object = {}): TopicInput => ({ name: 'News', description: '', template: [], feed: { url: 'https://shop.example/feed', everyMinutes: 60, maxItems: 2, isOn: true, ...more } });
const HOUR_MS = 3_600_000;

describe('a topic', () => {
  const database = testDatabase(joinSchemas(botsSchema, conversationsSchema, audienceSchema, campaignsSchema));
  const ids = new UuidSource();
  let clock: ManualClock;
  let botId: string;
  let topics: Topics;
  let issues: Issues;
  let next: FeedReading;
  let asked: { url: string; known: FeedVersion | undefined }[];
  let feeds: Feeds;

  beforeEach(async () => {
    await database().pg.run('TRUNCATE topic, topic_subscription, topic_item, topic_issue, campaign, contact, channel, bot CASCADE');
    clock = new ManualClock('2026-11-22T00:00:00Z');
    botId = ids.newId();
    asked = [];
    next = { kind: 'items', items: [], version: { etag: null, modified: null } };
    await database().pg.run('INSERT INTO bot (id, name, time_zone, language) VALUES ($1, $2, $3, $4)', [botId, 'Tea House', 'Asia/Taipei', 'en']);
    topics = new Topics(database(), clock, ids);
    issues = new Issues(database(), clock, ids);
    feeds = feedsOf(database());
  });
  const feedsOf = (db: Database) => {
    const reader = { read: async (url: string, known?: FeedVersion) => (asked.push({ url, known }), next) } as unknown as FeedReader;
    return new Feeds({ database: db, clock, ids, logger: createLogger({ level: 'silent' }), reader });
  };
  const reading = (items: FeedItem[], etag: string | null = null): FeedReading => ({ kind: 'items', items, version: { etag, modified: null } });
  const published = async (topicId: string) => (await issues.list(botId, topicId, 50)).map(({ title, state }) => `${title}: ${state}`);
  const channel = async (name: string) => {
    const id = ids.newId();
    await database().pg.run(
      `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs) VALUES ($1, $2, 'line', $3, $4, '', '', '', '', 'published')`,
      [id, botId, name, `key-${id}`],
    );
    return id;
  };
  const subscriber = async (topicId: string, channelId: string, user: string, isFriend = true) => {
    const id = ids.newId();
    await database().pg.run('INSERT INTO contact (id, bot_id, channel_id, line_user_id, is_friend) VALUES ($1, $2, $3, $4, $5)', [id, botId, channelId, user, isFriend]);
    await database().pg.run('INSERT INTO topic_subscription (topic_id, contact_id, bot_id, at) VALUES ($1, $2, $3, now())', [topicId, id, botId]);
  };

  it('takes what is in the feed at first as old, and each later item once, whoever reads how often', async () => {
    const { id } = await topics.create(botId, feed());
    next = reading([item('1'), item('2')], 'W/"v1"');
    await feeds.work();
    expect(await published(id)).toEqual([]);
    clock.advance(HOUR_MS);
    next = reading([item('4'), item('3'), item('2')]);
    await Promise.all([feeds.work(), feedsOf(database()).work()]);
    expect(asked).toEqual([{ url: 'https://shop.example/feed', known: { etag: null, modified: null } }, { url: 'https://shop.example/feed', known: { etag: 'W/"v1"', modified: null } }]);
    expect(await published(id)).toEqual(['News 4: planned', 'News 3: planned']);
    clock.advance(HOUR_MS);
    await feeds.work();
    clock.advance(HOUR_MS);
    next = { kind: 'unchanged' };
    await feeds.work();
    expect(await published(id)).toHaveLength(2);
  });

  it('sends no more of one reading than it may, the newest, and never the rest later', async () => {
    const { id } = await topics.create(botId, feed({ maxItems: 1 }));
    await feeds.work();
    next = reading([item('old', { publishedAt: '2026-11-20T00:00:00Z' }), item('new', { publishedAt: '2026-11-22T00:00:00Z' })]);
    for (let hour = 0; hour < 3; hour += 1) {
      clock.advance(HOUR_MS);
      await feeds.work();
    }
    expect(await published(id)).toEqual(['News new: planned']);
  });

  it('says what is wrong with a feed and tries again later and later, sending nothing', async () => {
    const { id } = await topics.create(botId, feed({ everyMinutes: 60 }));
    next = { kind: 'failed', error: { code: 'timeout', message: 'shop.example did not answer in time.' } };
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      await feeds.work();
      const { reading: at } = await topics.getOrThrow(botId, id);
      waits.push((Date.parse(at!.nextAt!) - clock.now()) / HOUR_MS);
      clock.set(at!.nextAt!);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24]);
    expect((await topics.getOrThrow(botId, id)).reading).toMatchObject({ error: { code: 'timeout' }, failures: 7 });
    next = reading([item('1')]);
    await feeds.work();
    expect((await topics.getOrThrow(botId, id)).reading).toMatchObject({ error: null, failures: 0 });
  });

  it('becomes one campaign for each channel with subscribers, once, and none without', async () => {
    const [one, two] = [await channel('Shop'), await channel('Cafe')];
    await channel('Nobody');
    const { id } = await topics.create(botId, { ...feed(), feed: null });
    await issues.publish(botId, id, { item: { title: 'Before anybody', link: '', summary: '' }, from: 'api' });
    await issues.work();
    await subscriber(id, one, 'Ann');
    await subscriber(id, two, 'Bob');
    const again = { item: { title: 'Cake', link: 'https://shop.example/cake', summary: '' }, key: 'cake-1', from: 'api' as const };
    const first = await issues.publish(botId, id, again);
    await Promise.all([issues.work(), new Issues(database(), clock, ids).work()]);
    expect((await issues.publish(botId, id, again)).id).toBe(first.id);
    await issues.work();
    expect(await published(id)).toEqual(['Cake: sending', 'Before anybody: nobody']);
    const { rows } = await database().pg.run<{ name: string; channel_id: string; state: string; design: { to: unknown; what: { variants: { blocks: unknown }[] } } }>('SELECT name, channel_id, state, design FROM campaign WHERE bot_id = $1 ORDER BY channel_id', [botId]);
    expect(rows.map(({ name, channel_id, state }) => [name, channel_id, state])).toEqual([one, two].sort().map((each) => ['News: Cake', each, 'scheduled']));
    expect(rows[0]!.design.what.variants[0]!.blocks).toEqual([{ type: 'text', data: { text: 'Cake\nhttps://shop.example/cake', ifTooLate: 'push' } }]);
  });

  it('is sent by campaigns as any other, as one multicast', async () => {
    const harness = await CampaignHarness.create(database());
    const people = await harness.people(3);
    const itsTopics = new Topics(database(), harness.clock, ids);
    const itsIssues = new Issues(database(), harness.clock, ids);
    const { id } = await itsTopics.create(harness.botId, { ...feed(), feed: null });
    await database().pg.run('INSERT INTO topic_subscription (topic_id, contact_id, bot_id, at) SELECT $1, id, bot_id, now() FROM contact WHERE bot_id = $2', [id, harness.botId]);
    await itsIssues.publish(harness.botId, id, { item: { title: 'Cake', link: 'https://shop.example/cake', summary: '' }, from: 'api' });
    await itsIssues.work();
    await harness.work();
    expect(harness.line.taken.map((one) => [one.kind, one.to.length])).toEqual([['multicast', 3]]);
    expect(harness.line.textsFor(people[0]!.user)).toEqual([expect.stringContaining('Cake')]);
  });

  it('planned for later it waits, can be cancelled, and is not sent hours too late', async () => {
    const shop = await channel('Shop');
    const { id } = await topics.create(botId, { ...feed(), feed: null });
    await subscriber(id, shop, 'Ann');
    const blocks = [{ type: 'text' as const, data: { text: 'Hello', ifTooLate: 'push' } }];
    const at = new Date(clock.now() + HOUR_MS).toISOString();
    const cancelled = await issues.publish(botId, id, { title: 'A', blocks, at, from: 'person' });
    await issues.publish(botId, id, { title: 'B', blocks, at, from: 'person' });
    await issues.work();
    await issues.cancel(botId, id, cancelled.id);
    clock.advance(3 * HOUR_MS);
    await issues.work();
    expect(await published(id)).toEqual(['B: failed', 'A: cancelled']);
    expect((await issues.list(botId, id, 1))[0]).toMatchObject({ problem: { code: 'tooLate' }, reason: expect.stringContaining('Its time passed') });
    await expect(issues.cancel(botId, id, cancelled.id)).rejects.toThrow('already');
  });
});

describe('an address that is read', () => {
  let close: () => void;
  let host: string;
  let answer: RequestListener;
  beforeAll(async () => {
    const server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => void server.close();
  });
  afterAll(() => close());
  const read = async (url: string, allow = true, known?: FeedVersion) => {
    const fetcher = new GuardedFetcher({ allowHosts: allow ? [host] : [], timeoutMs: 400, maxBytes: 5_000, maxRedirects: 1 });
    const reading = await new FeedReader(fetcher).read(url, known);
    await fetcher.close();
    return reading;
  };

  it.each<[string, RequestListener, string]>([
    ['down', (_request, response) => response.writeHead(503).end(), 'status'],
    ['huge', (_request, response) => response.end('x'.repeat(50_000)), 'tooLarge'],
    ['slow', (_request, response) => void response.write('<rss>'), 'timeout'],
    ['a page', (_request, response) => response.end('<html></html>'), 'notAFeed'],
    ['a circle', (_request, response) => response.writeHead(302, { location: '/' }).end(), 'tooManyRedirects'],
  ])('is %s: a sentence, and nothing else', async (_name, listener, code) => {
    answer = listener;
    const reading = await read(`http://${host}/`);
    expect(reading).toMatchObject({ kind: 'failed', error: { code, message: expect.stringMatching(/\.$/) } });
  });

  it('is refused when it lies inside, also when an outside address leads there', async () => {
    expect(await read(`http://${host}/`, false)).toMatchObject({ error: { code: 'forbiddenUrl' } });
    expect(await read('http://169.254.169.254/latest', false)).toMatchObject({ error: { code: 'forbiddenAddress' } });
    answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect(await read(`http://${host}/`)).toMatchObject({ error: { code: 'forbiddenAddress' } });
  });

  it('is asked only for what is new, and says when nothing is', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      seen.push(request.headers['if-none-match'], request.headers['if-modified-since']);
      response.writeHead(304).end();
    };
    expect(await read(`http://${host}/`, true, { etag: '"v1"', modified: 'Sat, 21 Nov 2026 10:00:00 GMT' })).toEqual({ kind: 'unchanged' });
    expect(seen).toEqual(['"v1"', 'Sat, 21 Nov 2026 10:00:00 GMT']);
  });
});
