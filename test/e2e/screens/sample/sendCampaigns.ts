import { PATIENCE_MS } from '@chatloom/test/browser';
import type { CallApi, NewBot } from './makeSampleBot';

/** A campaign that went out, and a draft with everything a draft can have: two versions, a calendar rule, safeguards, a fault. */
export async function sendCampaigns(call: CallApi, bot: NewBot): Promise<{ draft: string; campaign: string }> {
  const text = (words: unknown) => ({ type: 'text', data: { text: words, quickReplies: [], ifTooLate: 'drop' } });
  const all = { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } };
  const hello = [text({ en: 'Hello {{contact.displayName}} https://shop.example/tea', 'zh-TW': '{{contact.displayName}} 您好' })];
  const base = { channelId: bot.simulatorChannelId, to: all };
  const sent = await call('POST', `/bots/${bot.id}/campaigns`, { name: 'Opening 開幕', design: { ...base, what: { type: 'messages', variants: [{ id: 'A', blocks: hello }] }, when: { type: 'now' } } });
  await call('POST', `/bots/${bot.id}/campaigns/${sent.id}/start`, { revision: sent.revision });
  const draft = await call('POST', `/bots/${bot.id}/campaigns`, {
    name: 'Every second Tuesday',
    design: {
      ...base,
      what: { type: 'messages', variants: [{ id: 'A', blocks: hello }, { id: 'B', blocks: [...hello, text('')] }] },
      when: { type: 'repeating', recurrence: { rule: { type: 'monthly', every: 1, on: { type: 'weekday', nth: 2, weekday: 2 }, time: '10:00' }, timeZone: 'Asia/Taipei', skipDates: ['2030-02-12'] } },
      quietHours: { from: '21:00', until: '09:00' },
      cap: { perDay: 1, perWeek: 3 },
      stages: { firstPercent: 1 },
      trial: { percent: 20, winnerBy: 'click', afterMinutes: 240 },
      conversion: { type: 'tag', tag: 'bought', withinDays: 7 },
    },
  });
  const until = Date.now() + PATIENCE_MS;
  while ((await call('GET', `/bots/${bot.id}/campaigns/${sent.id}`)).state !== 'done') if (Date.now() > until) throw new Error('The campaign did not end.');
  return { draft: draft.id, campaign: sent.id };
}
