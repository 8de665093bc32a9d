import { ANN, type ApiServer, type Caller, SETUP_TOKEN, startApiServer } from '../../../../test/support/apiServer';
import { type LineStandIn, startLineStandIn } from '../../../../test/support/lineStandIn';
import { until as soon } from '../../../../test/support/until';

let server: ApiServer;
let line: LineStandIn;
let call: Caller;
let token: string;
let botId: string;
let channelId: string;
beforeAll(async () => {
  line = await startLineStandIn();
  line.answers['POST /v2/bot/message/multicast'] = { status: 200, body: {} };
  line.answers['POST /v2/bot/message/push'] = { status: 200, body: { sentMessages: [{ id: '1' }] } };
  line.answers['POST /v2/bot/message/broadcast'] = { status: 200, body: {} };
  server = await startApiServer({ LINE_API_BASE_URL: line.url, LINE_DATA_API_BASE_URL: line.url, PUBLIC_URL: 'https://bot.example' });
  // The stream is read with a plain fetch, so the token is needed itself.
  token = (await server.anonymous('POST', '/setup', { setupToken: SETUP_TOKEN, ...ANN, issueToken: true })).body.token;
  call = server.withToken(token);
  botId = (await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei', language: 'en' })).body.id;
  channelId = (await call('POST', `/bots/${botId}/channels`, { name: 'Shop', channelSecret: 'secret', accessToken: 'token' })).body.id;
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await line?.close();
}, 60_000);

const userId = (no: number) => `U${no.toString(16).padStart(32, '0')}`;
let met = 0;
async function people(count: number, tags: string[] = []): Promise<{ id: string; user: string }[]> {
  const made = Array.from({ length: count }, () => ({ id: crypto.randomUUID(), user: userId(++met) }));
  await server.database.pg.run(
    `INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, tags) SELECT id, $3, $4, u, 'Ann ' || right(u, 3), $5 FROM unnest($1::uuid[], $2::text[]) AS p (id, u)`,
    [made.map((one) => one.id), made.map((one) => one.user), botId, channelId, tags],
  );
  return made;
}
const block = (text: unknown) => ({ type: 'text', data: { text, quickReplies: [], ifTooLate: 'drop' } });
const withTag = (tag: string) => ({ type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: [tag] }] } } });
const design = (more: object = {}) => ({ channelId, what: { type: 'messages', variants: [{ id: 'A', blocks: [block('Spring tea, https://shop.example/spring')] }] }, to: withTag('spring'), when: { type: 'now' }, ...more });
async function made(more: object = {}, name = 'Spring'): Promise<any> {
  const { status, body } = await call('POST', `/bots/${botId}/campaigns`, { name, design: design(more) });
  expect([status, body.message]).toEqual([201, undefined]);
  return body;
}
const path = (campaign: { id: string }) => `/bots/${botId}/campaigns/${campaign.id}`;
/** Follows the campaign's own stream until it says what is waited for. */
async function until(campaign: { id: string }, ...states: string[]): Promise<any> {
  const ending = new AbortController();
  const response = await fetch(`${server.url}/api/v1${path(campaign)}/progress/stream`, { headers: { authorization: `Bearer ${token}` }, signal: ending.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    const data = text.split('\n').filter((row) => row.startsWith('data: ') && text.includes(`${row}\n`)).map((row) => JSON.parse(row.slice(6)));
    const found = data.find((one) => states.includes(one.state));
    if (!found) continue;
    ending.abort();
    return found;
  }
  throw new Error('The stream ended.');
}

describe('campaigns by the API', () => {
  it('are designed, priced, looked at, started, watched, and reported', async () => {
    await server.database.pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'spring'), ($1, 'summer') ON CONFLICT DO NOTHING`, [botId]);
    const friends = await people(3, ['spring']);
    await people(1);
    const draft = await made();
    expect(draft).toMatchObject({ state: 'draft', way: 'multicast', wayReason: 'sameForAll', problems: [], links: [{ url: 'https://shop.example/spring', variant: 'A', tracked: true }], madeBy: 'Ann', run: null });
    expect((await call('POST', `${path(draft)}/price`, {})).body).toMatchObject({ recipients: 3, messages: 3, perRecipient: 1, way: 'multicast', isOverQuota: false, isSimulator: false });
    expect((await call('POST', `${path(draft)}/preview`, {})).body.messages).toEqual([{ type: 'text', text: 'Spring tea, https://shop.example/spring' }]);
    const test = await call('POST', `${path(draft)}/test`, { contactIds: [friends[0]!.id] });
    expect(test.body.results).toEqual([{ contactId: friends[0]!.id, ok: true, reason: null, detail: null }]);
    const started = await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    expect([started.status, started.body.message]).toEqual([200, undefined]);
    const progress = await until(draft, 'done');
    expect(progress.run.counts).toMatchObject({ recipients: 3, sent: 3, failed: 0 });

    const sent = line.calls.find((one) => one.path === '/v2/bot/message/multicast')!.body;
    expect(sent.to.sort()).toEqual(friends.map((one) => one.user).sort());
    const short = /https:\/\/bot\.example(\/l\/[0-9A-Za-z]{10})/.exec(sent.messages[0].text)![1]!;
    const person = { redirect: 'manual' as const, headers: { 'user-agent': 'Mozilla/5.0 Line/14.0' } };
    const tap = await fetch(server.url + short, person);
    expect([tap.status, tap.headers.get('location')]).toEqual([302, 'https://shop.example/spring']);
    await fetch(server.url + short, { ...person, headers: { 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' } });
    await fetch(server.url + short, { ...person, method: 'HEAD' });
    const report = (await call('GET', `${path(draft)}/report`)).body;
    expect(report.links).toEqual([{ url: 'https://shop.example/spring', variant: 'A', clicks: 1, people: null }]);
    expect(report.total).toMatchObject({ delivered: 3, clicked: 1 });
    expect(report.overTime.reduce((sum: number, one: { delivered: number }) => sum + one.delivered, 0)).toBe(3);

    const recipients = (await call('GET', `${path(draft)}/recipients?limit=2`)).body;
    expect(recipients.items).toHaveLength(2);
    expect(recipients.items[0]).toMatchObject({ state: 'sent', variant: 'A', reason: null });
    expect((await call('GET', `${path(draft)}/recipients?cursor=${recipients.nextCursor}`)).body.items).toHaveLength(1);
    expect((await call('GET', `${path(draft)}/recipients?search=${friends[1]!.user}`)).body.items.map((one: { contactId: string }) => one.contactId)).toEqual([friends[1]!.id]);
    expect((await call('GET', `${path(draft)}/recipients?state=failed`)).body.items).toEqual([]);
    expect((await call('GET', `${path(draft)}/recipients.csv`)).body.split('\r\n')).toHaveLength(5);
    expect((await call('GET', `${path(draft)}/report.csv`)).body).toContain('A,,3,0,1,0,0,0,0');
    const listed = (await call('GET', `/bots/${botId}/campaigns?search=spring`)).body.items;
    expect(listed[0]).toMatchObject({ name: 'Spring', state: 'done', run: { number: 1, counts: { sent: 3 } } });
  });

  it('tell who tapped when links are personal, and take a tap in another one’s name as nobody’s', async () => {
    const [ann, bob] = await people(2, ['summer']);
    const draft = await made({ to: withTag('summer'), tracking: { on: true, perPerson: true, untracked: [] } }, 'Summer');
    expect(draft).toMatchObject({ way: 'push', wayReason: 'personalLinks' });
    await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    await until(draft, 'done');
    const linkOf = (user: string) => /\/l\/[^ ]+/.exec(line.calls.filter((one) => one.body?.to === user).at(-1)!.body.messages[0].text)![0];
    const person = { redirect: 'manual' as const, headers: { 'user-agent': 'Mozilla/5.0 Line/14.0' } };
    await fetch(server.url + linkOf(ann!.user), person);
    await fetch(server.url + linkOf(ann!.user), person);
    const [code, no] = linkOf(bob!.user).split('-');
    const forged = await fetch(`${server.url}${code}-${no}-AAAAAAAA`, person);
    expect(forged.headers.get('location')).toBe('https://shop.example/spring');
    expect((await call('GET', `${path(draft)}/report`)).body.links).toEqual([{ url: 'https://shop.example/spring', variant: 'A', clicks: 3, people: 1 }]);
    const clicked = (await call('GET', `${path(draft)}/recipients`)).body.items.filter((one: { clickedAt: string | null }) => one.clickedAt !== null);
    expect(clicked.map((one: { lineUserId: string }) => one.lineUserId)).toEqual([ann!.user]);
    const fact = { type: 'group', match: 'all', items: [{ type: 'fact', fact: 'campaignClicked', subjectId: draft.id, when: { op: 'ever' } }] };
    expect((await call('POST', `/bots/${botId}/segment-count`, { definition: fact })).body.count).toBe(1);
    const received = { type: 'group', match: 'all', items: [{ type: 'fact', fact: 'campaignReceived', subjectId: draft.id, when: { op: 'ever' } }] };
    expect((await call('POST', `/bots/${botId}/segment-count`, { definition: received })).body.count).toBe(2);
  });

  it('are on the page of a person and in what is handed out to them; a person forgotten is in no list any more, and the numbers stay', async () => {
    await server.database.pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'autumn') ON CONFLICT DO NOTHING`, [botId]);
    const [ann] = await people(2, ['autumn']);
    const draft = await made({ to: withTag('autumn') }, 'Autumn');
    await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    await until(draft, 'done');
    const facts = (await call('GET', `/bots/${botId}/contacts/${ann!.id}/facts`)).body;
    expect(JSON.stringify(facts)).toContain('"title":"Autumn","state":"sent"');
    expect((await call('GET', `/bots/${botId}/contacts/${ann!.id}/messages`)).body.items).toMatchObject([
      { from: 'bot', messages: [{ type: 'text', text: expect.stringMatching(/^Spring tea, https:\/\/bot\.example\/l\/\w{10}$/) }], delivery: { by: 'campaign', state: 'sent', error: null }, turnId: null },
    ]);
    expect(JSON.stringify((await call('GET', `/bots/${botId}/contacts/${ann!.id}/personal-data`)).body)).toContain('"campaign":"Autumn"');
    expect((await call('DELETE', `/bots/${botId}/contacts/${ann!.id}`)).status).toBeLessThan(300);
    const { rows } = await server.database.pg.run('SELECT 1 FROM campaign_recipient WHERE contact_id = $1 OR line_user_id = $2', [ann!.id, ann!.user]);
    expect(rows).toEqual([]);
    expect((await call('GET', `${path(draft)}/report`)).body.total).toMatchObject({ delivered: 2 });
  });

  it('an unknown short address shows a page, and leads nowhere', async () => {
    for (const code of ['aaaaaaaaaa', 'https:%2F%2Fevil.example', 'x', '..%2F..']) {
      const answer = await fetch(`${server.url}/l/${code}`, { redirect: 'manual' });
      expect([code, answer.status, answer.headers.get('location')]).toEqual([code, 404, null]);
      expect(await answer.text()).toContain('leads nowhere');
    }
  });

  it('are planned, moved, made a draft again, duplicated, deleted, and stand in the calendar', async () => {
    const draft = await made({ when: { type: 'once', at: '2030-06-01T10:00', timeZone: 'Asia/Taipei' } }, 'Later');
    expect((await call('POST', `${path(draft)}/start`, { revision: draft.revision })).body).toMatchObject({ state: 'scheduled', nextAt: '2030-06-01T02:00:00.000Z' });
    expect((await call('POST', `${path(draft)}/move`, { at: '2030-06-02T10:00' })).body).toMatchObject({ nextAt: '2030-06-02T02:00:00.000Z', state: 'scheduled' });
    expect((await call('POST', `${path(draft)}/move`, { at: '2020-06-02T10:00' })).status).toBe(422);
    const calendar = await call('GET', `/bots/${botId}/campaign-calendar?from=2030-06-01T00:00:00.000Z&to=2030-06-30T00:00:00.000Z`);
    expect(calendar.body.items).toEqual([{ campaignId: draft.id, name: 'Later', at: '2030-06-02T02:00:00.000Z', state: 'scheduled', canMove: true, isRepeating: false }]);
    const again = (await call('POST', `${path(draft)}/unschedule`)).body;
    expect(again).toMatchObject({ state: 'draft', nextAt: null });
    const stale = await call('PUT', path(draft), { baseRevision: draft.revision, name: 'Later', design: design() });
    expect(stale.status).toBe(409);
    expect((await call('PUT', path(draft), { baseRevision: again.revision, name: 'Much later', design: design() })).body).toMatchObject({ name: 'Much later', revision: again.revision + 1 });
    const copy = (await call('POST', `${path(draft)}/duplicate`, { name: 'Copy' })).body;
    expect(copy).toMatchObject({ name: 'Copy', state: 'draft' });
    expect((await call('DELETE', path(copy))).status).toBe(204);
    expect((await call('GET', path(copy))).status).toBe(404);
  });

  it('a repeating one is paused between its runs, comes at no time then, and goes on with the next', async () => {
    const draft = await made({ when: { type: 'repeating', recurrence: { rule: { type: 'daily', every: 1, time: '09:00' }, timeZone: 'Asia/Taipei', skipDates: [], missed: 'runAll' } } }, 'Each day');
    await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    const planned = (await call('GET', path(draft))).body.nextAt;
    expect((await call('POST', `${path(draft)}/pause`)).status).toBe(200);
    expect((await call('GET', path(draft))).body).toMatchObject({ state: 'paused', nextAt: null, stop: { code: 'byPerson' } });
    // Its time passes.
    await server.database.pg.run(`UPDATE campaign SET next_at = now() - interval '3 days' WHERE id = $1`, [draft.id]);
    const calendar = (await call('GET', `/bots/${botId}/campaign-calendar?from=${encodeURIComponent(new Date(Date.now() - 86_400_000).toISOString())}&to=${encodeURIComponent(new Date(Date.now() + 7 * 86_400_000).toISOString())}`)).body;
    expect(JSON.stringify(calendar)).not.toContain('Each day');
    expect((await call('POST', `${path(draft)}/resume`)).status).toBe(200);
    expect((await call('GET', path(draft))).body).toMatchObject({ state: 'scheduled', nextAt: planned, stop: null, run: null });
    expect((await call('POST', `${path(draft)}/pause`)).status).toBe(200);
    // Nothing of it went out: taken back it is a draft again, also out of a pause.
    const again = (await call('POST', `${path(draft)}/unschedule`)).body;
    expect(again).toMatchObject({ state: 'draft', stop: null });
    await call('POST', `${path(draft)}/start`, { revision: again.revision });
    expect((await call('POST', `${path(draft)}/cancel`)).status).toBe(200);
    expect((await call('GET', path(draft))).body).toMatchObject({ state: 'cancelled', nextAt: null });
  });

  it('a repeating one is changed between two of its times: what went out stays as it was, and what comes is new', async () => {
    await server.database.pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'weekly') ON CONFLICT DO NOTHING`, [botId]);
    await people(2, ['weekly']);
    const when = (more: object = {}) => ({ type: 'repeating', recurrence: { rule: { type: 'daily', every: 1, time: '09:00' }, timeZone: 'Asia/Taipei', skipDates: [], missed: 'runOnce', ...more } });
    const said = (text: string) => ({ type: 'messages', variants: [{ id: 'A', blocks: [block(text)] }] });
    const draft = await made({ to: withTag('weekly'), when: when(), what: said('First words'), stages: { firstPercent: 50 } }, 'Weekly');
    await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    const reaches = (state: string) => soon(async () => (await call('GET', `${path(draft)}/progress`)).body, (progress) => progress.state === state);
    const due = () => server.database.pg.run(`UPDATE campaign SET next_at = now() - interval '1 second' WHERE id = $1`, [draft.id]);
    await due();
    await reaches('waitingForGo');
    expect((await call('POST', `${path(draft)}/unschedule`)).status).toBe(409);
    await call('POST', `${path(draft)}/resume`);
    await reaches('scheduled');

    const taken = (await call('POST', `${path(draft)}/unschedule`)).body;
    expect(taken).toMatchObject({ state: 'paused', nextAt: null, stop: { code: 'changing' }, run: { number: 1, state: 'done' } });
    const save = (change: object, baseRevision: number) => call('PUT', path(draft), { baseRevision, name: 'Weekly', design: { ...taken.design, ...change } });
    expect((await save({ when: { type: 'now' } }, taken.revision)).status).toBe(409);
    const broken = (await save({ what: said('Second words'), when: when({ count: 1 }), stages: null }, taken.revision)).body;
    expect(broken.problems.map((one: { code: string }) => one.code)).toEqual(['neverComes']);
    expect((await call('POST', `${path(draft)}/resume`)).status).toBe(422);
    const changed = (await save({ what: said('Second words'), when: when({ count: 2 }), stages: null }, broken.revision)).body;
    expect(changed.problems).toEqual([]);
    expect((await call('POST', `${path(draft)}/resume`, { revision: broken.revision })).status).toBe(409);
    // Nothing goes out while it is changed.
    await due();
    expect((await call('GET', path(draft))).body).toMatchObject({ state: 'paused', runs: [{ number: 1 }] });
    expect((await call('POST', `${path(draft)}/resume`, { revision: changed.revision })).body).toMatchObject({ state: 'scheduled', stop: null });
    expect((await save({}, changed.revision)).status).toBe(409);
    await due();
    await reaches('done');

    const { runs } = (await call('GET', path(draft))).body;
    expect(runs.map((one: { number: number; counts: { sent: number } }) => [one.number, one.counts.sent])).toEqual([[2, 2], [1, 2]]);
    const words = async (run: { id: string }) => (await call('GET', `${path(draft)}/report?runId=${run.id}`)).body.design.what.variants[0].blocks[0].data.text;
    expect([await words(runs[1]), await words(runs[0])]).toEqual(['First words', 'Second words']);
    const sent = line.calls.filter((one) => /^(First|Second) words$/.test(one.body?.messages?.[0]?.text ?? ''));
    expect(sent.flatMap((one) => [one.body.to].flat().map(() => one.body.messages[0].text))).toEqual(['First words', 'First words', 'Second words', 'Second words']);
    const { rows } = await server.database.pg.run<{ action: string }>(`SELECT action FROM audit_entry WHERE bot_id = $1 AND details ->> 'campaignId' = $2 ORDER BY at, id`, [botId, draft.id]);
    expect(rows.map((row) => row.action)).toEqual(['campaign.created', 'campaign.started', 'campaign.resumed', 'campaign.unscheduled', 'campaign.changed']);
  });

  it('a repeating one stands in the calendar at each of its times', async () => {
    const draft = await made({ when: { type: 'repeating', recurrence: { rule: { type: 'daily', time: '09:00' }, timeZone: 'Asia/Taipei', count: 3, skipDates: [], missed: 'runOnce' } } }, 'Daily');
    const { body } = await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    expect(body).toMatchObject({ state: 'scheduled', isRepeating: true });
    const from = body.nextAt;
    const to = new Date(Date.parse(from) + 10 * 86_400_000).toISOString();
    const { items } = (await call('GET', `/bots/${botId}/campaign-calendar?from=${from}&to=${to}`)).body;
    expect(items.filter((one: { campaignId: string }) => one.campaignId === draft.id)).toHaveLength(3);
    expect((await call('POST', `${path(draft)}/cancel`)).body).toMatchObject({ state: 'cancelled', nextAt: null });
  });

  it('goes to everybody by one call, and keeps to the quota and the reserve', async () => {
    expect((await call('PUT', `/bots/${botId}/channels/${channelId}/send-reserve`, { messages: 150 })).body).toEqual({ messages: 150 });
    expect((await call('GET', `/bots/${botId}/channels/${channelId}/send-reserve`)).body).toEqual({ messages: 150 });
    await call('POST', `/bots/${botId}/channels/${channelId}/check`);
    await people(60, ['many']);
    await server.database.pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'many') ON CONFLICT DO NOTHING`, [botId]);
    // 200 a month, 5 used (LINE says), 150 reserved: 45 are left for marketing.
    await server.database.pg.run(
      `INSERT INTO channel_quota (channel_id, month, quota_limit, used, alarm, checked_at) VALUES ($1, to_char(now() AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM'), 200, 5, 0, now())
       ON CONFLICT (channel_id) DO UPDATE SET quota_limit = 200, used = 5, month = excluded.month`, [channelId]);
    await server.database.pg.run(`INSERT INTO channel_quota_day (channel_id, day, used) VALUES ($1, (now() AT TIME ZONE 'Asia/Tokyo')::date, 5) ON CONFLICT DO NOTHING`, [channelId]);
    const draft = await made({ to: withTag('many') }, 'Too many');
    expect((await call('POST', `${path(draft)}/price`, {})).body).toMatchObject({ recipients: 60, quotaLeft: 195, reserve: 150, isOverQuota: true });
    const refused = await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    expect([refused.status, refused.body.details[0].code]).toEqual([422, 'overQuota']);
    await call('PUT', `/bots/${botId}/channels/${channelId}/send-reserve`, { messages: 0 });
    const everyone = await made({ to: { type: 'everyone' } }, 'Everyone');
    expect(everyone).toMatchObject({ way: 'broadcast' });
    await call('POST', `${path(everyone)}/start`, { revision: everyone.revision });
    await until(everyone, 'done');
    expect(line.calls.filter((one) => one.path === '/v2/bot/message/broadcast')).toHaveLength(1);
  });

  it('takes a list of people as a file, in the encodings spreadsheets write, and says what it did not understand', async () => {
    const [ann, bob] = await people(2);
    const upload = (text: string | Buffer, more: object = {}) => call('POST', `/bots/${botId}/campaign-lists`, { channelId, fileName: 'list.csv', base64: Buffer.from(text).toString('base64'), ...more });
    const { body } = await upload(`name,id\r\nAnn,${ann!.user}\r\nBob,${bob!.id}\r\nAnn,${ann!.user}\r\nCat,${userId(0xffffff)}\r\n`);
    expect(body).toMatchObject({ lines: 4, found: 2, duplicates: 1, unknown: 1, faults: [{ line: 5, value: userId(0xffffff) }], encoding: 'utf-8' });
    // 名前,ID / 田中 in Shift_JIS
    const japanese = Buffer.concat([Buffer.from([0x96, 0xbc, 0x91, 0x4f]), Buffer.from(',ID\r\n'), Buffer.from([0x93, 0x63, 0x92, 0x86]), Buffer.from(`,${ann!.user}\r\n`)]);
    expect((await upload(japanese)).body).toMatchObject({ found: 1, encoding: 'shift_jis' });
    expect((await upload(`${Array.from({ length: 200 }, (_, at) => `c${at}`).join(',')},id\n${','.repeat(200)}${ann!.user}`)).body).toMatchObject({ found: 1 });
    expect((await upload('just,some\nwords,here')).body.details[0].code).toBe('listWithoutIds');
    expect((await upload(`a\n${ann!.user}`, { column: 'b' })).body.details[0].code).toBe('listColumnMissing');
    const draft = await made({ to: { type: 'list', listId: body.id } }, 'List');
    expect((await call('POST', `${path(draft)}/price`, {})).body.recipients).toBe(2);
  });

  it('is paused, goes on, is tried again where LINE refused, and cancelled', async () => {
    await server.database.pg.run(`INSERT INTO tag (bot_id, name) VALUES ($1, 'refused') ON CONFLICT DO NOTHING`, [botId]);
    await people(2, ['refused']);
    const draft = await made({ to: withTag('refused'), tracking: { on: true, perPerson: true, untracked: [] }, brake: { unfollowPercent: null, errorPercent: null } }, 'Refused');
    line.answers['POST /v2/bot/message/push'] = { status: 400, body: { message: 'Failed to send messages' } };
    await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    const progress = await until(draft, 'done');
    expect(progress).toMatchObject({ run: { counts: { sent: 0, failed: 2 } }, retryable: 2, failures: [{ reason: 'refused', detail: 'Failed to send messages', count: 2 }] });
    line.answers['POST /v2/bot/message/push'] = { status: 200, body: { sentMessages: [{ id: '1' }] } };
    expect((await call('POST', `${path(draft)}/retry`, {})).status).toBe(200);
    expect((await until(draft, 'done')).run.counts).toMatchObject({ recipients: 2, sent: 2, failed: 0 });
    expect((await call('POST', `${path(draft)}/retry`, {})).status).toBe(409);
    expect((await call('POST', `${path(draft)}/pause`)).status).toBe(409);

    const staged = await made({ to: withTag('refused'), stages: { firstPercent: 50 } }, 'Staged');
    await call('POST', `${path(staged)}/start`, { revision: staged.revision });
    expect((await until(staged, 'waitingForGo')).run.counts).toMatchObject({ sent: 1, waiting: 1 });
    expect((await call('POST', `${path(staged)}/resume`)).body.state).toMatch(/sending|done/);
    expect((await until(staged, 'done')).run.counts).toMatchObject({ sent: 2 });

    const stopped = await made({ to: withTag('refused'), stages: { firstPercent: 50 } }, 'Stopped');
    await call('POST', `${path(stopped)}/start`, { revision: stopped.revision });
    await until(stopped, 'waitingForGo');
    await call('POST', `${path(stopped)}/cancel`);
    expect((await until(stopped, 'cancelled')).run.counts).toMatchObject({ sent: 1, skipped: 1, waiting: 0 });
    expect((await call('POST', `${path(stopped)}/resume`)).status).toBe(409);
  });

  it.each([
    ['without words', { what: { type: 'messages', variants: [{ id: 'A', blocks: [] }] } }, 'contentEmpty'],
    ['to nobody named', { to: { type: 'people', contactIds: [] } }, 'nobodyNamed'],
    ['to no segment', { to: { type: 'segment', segment: null } }, 'segmentMissing'],
    ['with a flow that is not there', { what: { type: 'flow', flowId: '0192f000-0000-7000-8000-000000000000' } }, 'flowMissing'],
    ['in the past', { when: { type: 'once', at: '2020-01-01T10:00', timeZone: 'Asia/Tokyo' } }, 'timePassed'],
    ['that never comes', { when: { type: 'repeating', recurrence: { rule: { type: 'daily', time: '09:00' }, timeZone: 'Asia/Taipei', until: '2020-01-01', skipDates: [], missed: 'skip' } } }, 'neverComes'],
    ['with a button that leads on', { what: { type: 'messages', variants: [{ id: 'A', blocks: [{ type: 'text', data: { text: 'Hello', ifTooLate: 'drop', quickReplies: [{ id: 'x', kind: 'continue', label: 'More' }] } }] }] } }, 'cannotContinue'],
    ['to everybody with names', { to: { type: 'everyone' }, what: { type: 'messages', variants: [{ id: 'A', blocks: [block('Hello {{ contact.displayName }}')] }] } }, 'notForEverybody'],
    ['with a trial of one version', { trial: { percent: 10, winnerBy: 'click', afterMinutes: 5 } }, 'trialWithoutVariants'],
    ['with a list that is gone', { to: { type: 'list', listId: '0192f000-0000-7000-8000-000000000000' } }, 'listMissing'],
  ])('a campaign %s is refused with a sentence, and nothing is sent', async (_, more, code) => {
    const draft = await made(more, 'Faulty');
    expect(draft.problems.map((one: { code: string }) => one.code)).toContain(code);
    const refused = await call('POST', `${path(draft)}/start`, { revision: draft.revision });
    expect(refused.status).toBe(422);
    expect(refused.body.details.map((one: { code: string }) => one.code)).toContain(code);
    expect((await call('GET', path(draft))).body).toMatchObject({ state: 'draft', runs: [] });
  });

  it('belongs to its bot: another one finds nothing', async () => {
    const draft = await made();
    const other = (await call('POST', '/bots', { name: 'Other', timeZone: 'Asia/Tokyo', language: 'ja' })).body.id;
    expect((await call('GET', `/bots/${other}/campaigns/${draft.id}`)).status).toBe(404);
    expect((await call('POST', `/bots/${other}/campaigns/${draft.id}/start`, { revision: draft.revision })).status).toBe(404);
    expect((await call('POST', `/bots/${other}/campaigns`, { name: 'x', design: design() })).status).toBe(404);
  });
});
