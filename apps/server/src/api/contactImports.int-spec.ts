import { ContactWorker } from '@chatloom/audience';
import { CONTACT_IMPORT_PIECE_BYTES, type ImportTarget } from '@chatloom/contract';
import { newId } from '@chatloom/platform';
import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';

let server: ApiServer;
let owner: Caller;
let bot: string;
let channel: string;

beforeAll(async () => {
  server = await startApiServer();
  owner = await server.owner();
}, 60_000);
afterAll(() => server.stop(), 30_000);
beforeEach(async () => {
  const made = await owner('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  bot = made.body.id;
  channel = made.body.simulatorChannelId;
});

const call = (method: string, path: string, body?: unknown) => owner(method, `/bots/${bot}/${path}`, body);
const ID: ImportTarget = { to: 'lineUserId' };
const NAME: ImportTarget = { to: 'name' };
const field = (name: string): ImportTarget => ({ to: 'field', field: name, emptyClears: false });

/** `王` in Big5, names in Shift_JIS: written by hand, since Node only writes Unicode. */
const bytesOf = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

async function upload(file: Buffer, name = 'people.csv', to = channel): Promise<any> {
  let answer = await call('POST', 'contact-imports', { channelId: to, fileName: name, bytes: file.length });
  expect(answer).toMatchObject({ status: 201, body: { state: 'uploading' } });
  const { id } = answer.body;
  for (let piece = 0; piece * CONTACT_IMPORT_PIECE_BYTES < file.length; piece++) {
    const base64 = file.subarray(piece * CONTACT_IMPORT_PIECE_BYTES, (piece + 1) * CONTACT_IMPORT_PIECE_BYTES).toString('base64');
    answer = await call('PUT', `contact-imports/${id}/pieces/${piece}`, { base64 });
    expect(answer.status).toBe(200);
  }
  return answer.body;
}
function becomes(id: string, ...states: string[]): Promise<any> {
  return until(async () => (await call('GET', `contact-imports/${id}`)).body, ({ state }) => states.includes(state));
}
async function check(id: string, columns: ImportTarget[], more: object = {}): Promise<any> {
  expect(await call('POST', `contact-imports/${id}/check`, { columns, ...more })).toMatchObject({ status: 202 });
  return becomes(id, 'checked', 'failed');
}
async function run(id: string): Promise<any> {
  expect(await call('POST', `contact-imports/${id}/run`, {})).toMatchObject({ status: 202 });
  return becomes(id, 'done', 'failed');
}
const people = async () => (await call('POST', 'contacts/search', { sort: { by: 'name', direction: 'asc' }, limit: 200 })).body.items;
async function lineChannel(): Promise<string> {
  const answer = await call('POST', 'channels', { name: 'Shop', channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'token-of-the-shop-1234' });
  return answer.body.id;
}

describe('a file of people', () => {
  it('in Shift_JIS is recognised, tried out, and brought in, with its tags, fields and consent', async () => {
    await call('POST', 'fields', { key: 'birthday', label: '誕生日', type: 'date' });
    // id,名前,誕生日,タグ,同意
    const header = bytesOf('id,', [0x96, 0xbc, 0x91, 0x4f], ',', [0x92, 0x61, 0x90, 0xb6, 0x93, 0xfa], ',', [0x83, 0x5e, 0x83, 0x4f], ',', [0x93, 0xaf, 0x88, 0xd3], '\r\n');
    const yamada = [0x8e, 0x52, 0x93, 0x63, 0x91, 0xbe, 0x98, 0x59];
    const file = await upload(Buffer.concat([header, bytesOf('U-yamada,', yamada, ',1990/4/1,"vip,', [0x93, 0x8c, 0x8b, 0x9e], '",yes\r\nU-sato,', [0x8d, 0xb2, 0x93, 0xa1], ',,,no\r\n')]));
    expect(file).toMatchObject({ state: 'uploaded', encoding: 'shift_jis', delimiter: ',', unreadable: 0 });
    expect(file.preview[1]).toEqual(['U-yamada', '山田太郎', '1990/4/1', 'vip,東京', 'yes']);
    expect(file.suggestion.columns.slice(1)).toEqual([NAME, field('birthday'), { to: 'tags', separator: ',' }, { to: 'consent' }]);
    const columns = [ID, ...file.suggestion.columns.slice(1)];
    expect((await check(file.id, columns, { tags: ['spring'] })).checked).toEqual({ lines: 2, create: 2, update: 0, unchanged: 0, unknown: 0, faulty: 0 });
    expect(await people()).toEqual([]);
    expect(await run(file.id)).toMatchObject({ state: 'done', counts: { lines: 2, create: 2 }, progress: 1, by: 'Ann' });
    const [sato, found] = await people();
    expect(found).toMatchObject({ displayName: '山田太郎', lineUserId: 'U-yamada', tags: ['spring', 'vip', '東京'], fields: { birthday: '1990-04-01' }, consent: 'yes' });
    expect(sato).toMatchObject({ displayName: '佐藤', consent: 'no', fields: {} });
    const { items } = (await call('GET', `contacts/${found.id}/field-changes`)).body;
    expect(items).toEqual([expect.objectContaining({ after: '1990-04-01', cause: { by: 'import', importId: file.id, fileName: 'people.csv' } })]);
    // Nothing of the file stays behind.
    const { rows } = await server.database.pg.run('SELECT 1 FROM contact_import_line WHERE import_id = $1 UNION ALL SELECT 1 FROM contact_import_piece WHERE import_id = $1', [file.id]);
    expect(rows).toEqual([]);
    // Again: nothing is left to do.
    const again = await upload(Buffer.from('id,birthday\nU-yamada,1990-04-01\n'));
    expect((await check(again.id, [ID, field('birthday')])).checked).toMatchObject({ unchanged: 1, update: 0 });
  });

  it('can be read in another encoding when the first idea was wrong', async () => {
    const file = await upload(bytesOf('id,name\nU-a,', [0xa4, 0xfd, 0xa4, 0x70, 0xa9, 0xfa], '\n'));
    const read = await call('PUT', `contact-imports/${file.id}/encoding`, { encoding: 'big5', delimiter: ',' });
    expect(read).toMatchObject({ status: 200, body: { encoding: 'big5', unreadable: 0, preview: [['id', 'name'], ['U-a', '王小明']] } });
  });

  it('tells each line that cannot be used, why, and gives them back as a file', async () => {
    await call('POST', 'fields', { key: 'age', label: 'Age', type: 'number' });
    const text = 'id,age,tag\nU-01,30,a\nU-02,old,b\n,5,c\nU-01,31,d\nU-03,7,e,extra\n"U-04 x",1,=cmd()\n';
    const file = await upload(Buffer.from(text));
    const columns: ImportTarget[] = [ID, field('age'), { to: 'tags', separator: ',' }];
    expect((await check(file.id, columns)).checked).toEqual({ lines: 6, create: 1, update: 0, unchanged: 0, unknown: 0, faulty: 5 });
    const { items } = (await call('GET', `contact-imports/${file.id}/faults`)).body;
    expect(items.map(({ line, column, code }: any) => [line, column, code])).toEqual([
      [3, 'age', 'notANumber'],
      [4, 'id', 'idMissing'],
      [5, 'id', 'doubled'],
      [6, null, 'cellsTooMany'],
      [7, 'id', 'idInvalid'],
    ]);
    const csv = await call('GET', `contact-imports/${file.id}/faults.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.body.replace('\ufeff', '').split('\r\n')).toEqual(expect.arrayContaining(['line,problem,id,age,tag', "3,\"\"\"old\"\" is no number.\",U-02,old,b", expect.stringMatching(/^7,.*'=cmd\(\)$/)]));
    expect((await run(file.id)).counts).toMatchObject({ create: 1, faulty: 5 });
    expect(await people()).toHaveLength(1);
  });

  it('makes nobody up at a LINE channel: ids nobody knows are told, people who are known are changed', async () => {
    const shop = await lineChannel();
    const id = newId();
    await server.database.pg.run(`INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name, fields) VALUES ($1, $2, $3, 'U-known', 'Ann', '{"number": 7, "old": 1}')`, [id, bot, shop]);
    const file = await upload(Buffer.from('id,tag\nU-known,x\nU-nobody,y\n'), 'a.csv', shop);
    expect((await check(file.id, [ID, { to: 'tags', separator: ',' }])).checked).toMatchObject({ update: 1, create: 0, unknown: 1 });
    expect((await run(file.id)).counts).toMatchObject({ update: 1, unknown: 1 });
    expect((await people()).map(({ displayName, tags }: any) => [displayName, tags])).toEqual([['Ann', ['x']]]);
    // By a field, and with cells that empty one.
    const byField = await upload(Buffer.from('number;old;city\n7;;Taipei\n8;1;Tokyo\n'), 'b.csv', shop);
    expect(byField.delimiter).toBe(';');
    const columns: ImportTarget[] = [{ to: 'matchField', field: 'number' }, { to: 'field', field: 'old', emptyClears: true }, field('city')];
    expect((await check(byField.id, columns)).checked).toMatchObject({ update: 1, unknown: 1 });
    await run(byField.id);
    expect((await call('GET', `contacts/${id}`)).body.fields).toEqual({ number: 7, city: 'Taipei' });
  });

  it('of 200 columns and thousands of lines goes in part by part; a process that dies in between loses and doubles nothing', async () => {
    const columns = Array.from({ length: 200 }, (_, i): ImportTarget => (i === 0 ? ID : i === 1 ? { to: 'tags', separator: ',' } : i < 10 ? field(`f${i}`) : { to: 'ignore' }));
    const lines = Array.from({ length: 1_700 }, (_, n) => `U-${String(n).padStart(4, '0')},t,${Array.from({ length: 198 }, (_, i) => `v${n}-${i}`).join(',')}`);
    const file = await upload(Buffer.from(`${columns.map((_, i) => `c${i}`).join(',')}\n${lines.join('\n')}\n`));
    expect(await check(file.id, columns)).toMatchObject({ checked: { lines: 1_700, create: 1_700 } });
    await call('POST', `contact-imports/${file.id}/run`, {});
    // The server is stopped in the middle, and another one goes on.
    await server.app.get(ContactWorker, { strict: false }).stop();
    const { rows: cut } = await server.database.pg.run<{ position: number; counts: { create: number } | null; people: number }>(
      'SELECT i.position, i.counts, (SELECT count(*)::int FROM contact WHERE bot_id = i.bot_id) AS people FROM contact_import i WHERE id = $1',
      [file.id],
    );
    expect([cut[0]!.people, cut[0]!.counts?.create ?? 0]).toEqual([cut[0]!.position, cut[0]!.position]);
    await server.restart();
    expect(await becomes(file.id, 'done', 'failed')).toMatchObject({ state: 'done', counts: { lines: 1_700, create: 1_700, faulty: 0 } });
    const { rows } = await server.database.pg.run<{ n: number; wrong: number }>(`SELECT count(*)::int AS n, (count(*) FILTER (WHERE tags <> '{t}' OR fields ->> 'f3' IS NULL))::int AS wrong FROM contact WHERE bot_id = $1`, [bot]);
    expect(rows).toEqual([{ n: 1_700, wrong: 0 }]);
  });

  it('that is none is refused in a word, before anything happens', async () => {
    expect(await upload(Buffer.from('\n\n'))).toMatchObject({ state: 'failed', problem: 'empty' });
    expect(await upload(Buffer.from('a,"b\nc,d'))).toMatchObject({ state: 'failed', problem: 'notCsv' });
    expect(await upload(Buffer.from('PK\x03\x04 a spreadsheet, in truth'), 'people.csv')).toMatchObject({ state: 'failed', problem: 'notText' });
    expect(await upload(Buffer.from(Array.from({ length: 4_000 }, (_, i) => 1 + ((i * i) % 8))))).toMatchObject({ state: 'failed', problem: 'notText' });
    expect(await upload(Buffer.from(`${'x,'.repeat(600)}\n1,2\n`))).toMatchObject({ state: 'failed', problem: 'tooManyColumns' });
    expect(await call('POST', 'contact-imports', { channelId: channel, fileName: 'x.csv', bytes: 60_000_000 })).toMatchObject({ status: 400 });
    expect(await call('POST', 'contact-imports', { channelId: newId(), fileName: 'x.csv', bytes: 6 })).toMatchObject({ status: 404 });
  });

  it('is only worked on in its order: pieces that do not belong, mappings without a key and runs before the dry run are refused', async () => {
    const file = await upload(Buffer.from('id\nU-1\n'));
    expect(await call('PUT', `contact-imports/${file.id}/pieces/0`, { base64: 'aaaa' })).toMatchObject({ status: 409 });
    expect(await call('POST', `contact-imports/${file.id}/check`, { columns: [NAME] })).toMatchObject({ status: 409 });
    expect(await call('POST', `contact-imports/${file.id}/run`, {})).toMatchObject({ status: 409 });
    expect(await call('POST', `contact-imports/${file.id}/cancel`, {})).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await call('POST', `contact-imports/${file.id}/check`, { columns: [ID] })).toMatchObject({ status: 409 });
    const other = (await owner('POST', '/bots', { name: 'Other' })).body.id;
    expect(await owner('GET', `/bots/${other}/contact-imports/${file.id}`)).toMatchObject({ status: 404 });
  });
});
