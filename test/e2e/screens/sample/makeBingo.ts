import type { CallApi, NewBot } from './makeSampleBot';

/** A draft with things of one's own and a drawn pattern, and a game in its first round with a player and two calls. */
export async function makeBingo(call: CallApi, { id: botId }: NewBot, contactId: string): Promise<{ draftBingo: string; bingoGame: string }> {
  const bingo = `/bots/${botId}/bingo`;
  const prizes = [{ id: 'main', name: 'Hamper 禮籃', pattern: { type: 'own', cells: [0, 4, 8] }, winners: 3, tag: 'winner' }, { id: 'all', name: 'A very long name of a prize for the whole card', pattern: { type: 'blackout' }, winners: 1 }];
  const items = ['Tea 茶', 'Coffee', 'Cake', 'Noodles 拉麵', 'Dumplings', 'Rice', 'Soup', 'A very long name of a dish'].map((label) => ({ label }));
  const draftBingo: string = (await call('POST', bingo, { name: 'Dishes', document: { title: 'Dish bingo', card: { type: 'list', size: 3, freeCentre: true, items }, prizes, calls: { by: 'daily', times: ['12:00'] }, news: 'everyCall', claimSeconds: 60 } })).id;
  const bingoGame: string = (await call('POST', bingo, { name: 'Evening 賓果之夜', document: { title: 'Bingo night', card: { type: 'balls75', size: 5, freeCentre: true }, prizes: [{ ...prizes[1], id: 'line', pattern: { type: 'line' } }], showNames: true } })).id;
  await call('POST', `${bingo}/${bingoGame}/open`);
  await call('POST', `${bingo}/${bingoGame}/players`, { contactIds: [contactId] });
  await call('PUT', `${bingo}/${bingoGame}/page`, { isOn: true });
  await call('POST', `${bingo}/${bingoGame}/start`);
  for (const after of [0, 1]) await call('POST', `${bingo}/${bingoGame}/calls`, { after });
  return { draftBingo, bingoGame };
}
