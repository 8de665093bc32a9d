import type { CallApi, NewBot } from './makeSampleBot';

/** A vote with everything a draft can have, and an open one that is not secret, with its page. */
export async function makeVotes(call: CallApi, { id: botId }: NewBot): Promise<{ draftVote: string; openVote: string }> {
  const document = { question: { en: 'Where shall we eat?', 'zh-TW': '要去哪裡吃？' }, kind: 'multiple', choices: [{ id: 'a', label: 'Noodles 拉麵', capacity: 12 }, { id: 'b', label: 'A very long name of a restaurant in town' }], secret: false };
  const draftVote = (await call('POST', `/bots/${botId}/polls`, { name: 'Lunch', document })).id;
  const openVote = (await call('POST', `/bots/${botId}/polls`, { name: 'Lunch 午餐', document })).id;
  await call('POST', `/bots/${botId}/polls/${openVote}/open`);
  await call('PUT', `/bots/${botId}/polls/${openVote}/page`, { isOn: true });
  return { draftVote, openVote };
}
