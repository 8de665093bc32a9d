import { findCommands } from './findCommands';

const commands = ['Home', 'Flows', 'My settings', 'New flow', 'ＦＡＱ', 'ที่อยู่ร้าน', '予約フロー'].map((label) => ({ label, group: 'Pages' }));
const labels = (text: string) => findCommands(commands, text).map(({ label }) => label);

it('shows everything before anything is typed', () => expect(labels('  ')).toHaveLength(commands.length));
it('puts names that begin with the text first', () => expect(labels('flow')).toEqual(['Flows', 'New flow']));
it('does not mind width or case', () => expect(labels('faq')).toEqual(['ＦＡＱ']));
it('finds Japanese and Thai names', () => {
  expect(labels('フロー')).toEqual(['予約フロー']);
  expect(labels('ร้าน')).toEqual(['ที่อยู่ร้าน']);
});
it('wants every word typed', () => {
  expect(labels('my set')).toEqual(['My settings']);
  expect(labels('my flow')).toEqual([]);
});
it('looks into the group as well', () => expect(labels('pages home')).toEqual(['Home']));
