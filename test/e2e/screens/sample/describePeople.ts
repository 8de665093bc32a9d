import type { CallApi, NewBot } from './makeSampleBot';

/** Tags, fields, a friend source, a file half way in, and a segment with groups, every kind of control and a problem. */
export async function describePeople(call: CallApi, bot: NewBot, contactId: string): Promise<{ segment: string; contactImport: string }> {
  const ofBot = (method: string, path: string, body?: unknown) => call(method, `/bots/${bot.id}${path}`, body);
  await ofBot('POST', '/fields', { key: 'visits', label: 'Visits 来店回数', type: 'number' });
  await ofBot('POST', '/fields', { key: 'birthday', label: 'Birthday', type: 'date', description: 'For a coupon on the day' });
  await ofBot('PATCH', `/contacts/${contactId}`, { addTags: ['regular 常連', 'lunch'], fields: { visits: 12, birthday: '1990-05-03' } });
  await ofBot('PUT', `/contacts/${contactId}/consent`, { state: 'yes', note: 'Paper form of 3 May' });
  await ofBot('POST', '/friend-sources', { channelId: bot.simulatorChannelId, name: 'Shop window', tags: ['window'] });
  const file = Buffer.from('LINE ID,Name,Visits,Tags\r\nU11111111111111111111111111111111,Bob,3,"lunch,window"\r\n');
  const contactImport = (await ofBot('POST', '/contact-imports', { channelId: bot.simulatorChannelId, fileName: 'guests.csv', bytes: file.length })).id;
  await ofBot('PUT', `/contact-imports/${contactImport}/pieces/0`, { base64: file.toString('base64') });
  const inner = { type: 'group', match: 'any', items: [{ type: 'field', field: 'birthday', test: { op: 'anniversary', fromDays: 0, toDays: 7 } }, { type: 'lastActive', not: true, when: { op: 'before', day: '2026-01-31' } }, { type: 'language', languages: ['ja', 'zh-TW'] }] };
  const definition = { type: 'group', match: 'all', items: [{ type: 'tag', match: 'all', tags: ['regular 常連', 'lunch'] }, { type: 'field', field: 'visits', test: { op: 'numberBetween', from: 50, to: 5 } }, inner] };
  const segment = (await ofBot('POST', '/segments', { name: 'Regulars with a birthday soon', definition })).id;
  return { segment, contactImport };
}
