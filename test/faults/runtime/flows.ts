import type { FlowDocument } from '@chatloom/flow';

const trigger = (word: string) => ({ type: 'keywordTrigger', data: { rules: [{ mode: 'startsWith', text: word }], priority: 50, whileRunning: 'interrupt' } });
const document = (name: string, nodes: FlowDocument['nodes'], path: [string, string, string][]): FlowDocument => ({
  formatVersion: 1,
  name,
  language: 'en',
  nodes,
  edges: path.map(([from, port, to], i) => ({ id: `e${i}`, from, port, to })),
  layout: { nodes: {} },
});

/** Ids are UUIDs, as everywhere; each is made of the flow's name. */
export function flowIdOf(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').slice(0, 12).padEnd(12, '0')}`;
}

/** The draw that people try their luck in. */
export const FAULT_DRAW = '00000000-0000-4000-8000-00000000d0a0';

/** The kind of voucher and the stamp card of those who collect. */
export const FAULT_VOUCHER = '00000000-0000-4000-8000-00000000d0a1';
export const FAULT_STAMP_CARD = '00000000-0000-4000-8000-00000000d0a2';

/** What people do under fire, by name: each kind of work that could be lost or doubled has a flow. */
export const FAULT_FLOWS: Record<string, FlowDocument> = {
  // State: the answers of one person must be 1, 2, 3 … without a gap and without a repeat.
  count: document(
    'Count',
    {
      start: trigger('count'),
      add: { type: 'setField', data: { field: 'count', from: 'expression', expression: 'has(field.count) ? field.count + 1 : 1' } },
      say: { type: 'text', data: { text: '{{field.count}}', ifTooLate: 'push' } },
    },
    [['start', 'next', 'add'], ['add', 'next', 'say']],
  ),
  // A push of its own: must arrive once.
  push: document(
    'Push',
    { start: trigger('push'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: '{{message.text}}' }], quickReplies: [] } } },
    [['start', 'next', 'say']],
  ),
  // A timer: must ring once.
  later: document(
    'Later',
    {
      start: trigger('later'),
      wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'seconds' } }, onlyInBusinessHours: false, afterwards: 'push', ifTooLate: 'drop' } },
      say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'later {{contact.displayName}}' }], quickReplies: [] } },
    },
    [['start', 'next', 'wait'], ['wait', 'next', 'say']],
  ),
  // Must not be said today, whatever a clock says.
  tomorrow: document(
    'Tomorrow',
    {
      start: trigger('tomorrow'),
      wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 23, unit: 'hours' } }, onlyInBusinessHours: false, afterwards: 'push', ifTooLate: 'drop' } },
      say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'tomorrow {{contact.displayName}}' }], quickReplies: [] } },
    },
    [['start', 'next', 'wait'], ['wait', 'next', 'say']],
  ),
  // Started for those who voted: must arrive once for each vote.
  voted: document(
    'Voted',
    { start: trigger('voted'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'voted {{contact.displayName}}' }], quickReplies: [] } } },
    [['start', 'next', 'say']],
  ),
  // A prize in the chat: given once, and said so.
  luck: document(
    'Luck',
    { start: trigger('luck'), draw: { type: 'draw', data: { drawId: FAULT_DRAW, do: 'play', ifTooLate: 'push' } }, say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'won {{answer.prize.code}}' }], quickReplies: [] } } },
    [['start', 'next', 'draw'], ['draw', 'won', 'say']],
  ),
  // Started at the end of a raffle: must arrive once for each.
  winner: document('Winner', { start: trigger('winner'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'raffle won' }], quickReplies: [] } } }, [['start', 'next', 'say']]),
  other: document('Other', { start: trigger('other'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'raffle lost' }], quickReplies: [] } } }, [['start', 'next', 'say']]),
  // Stamps and vouchers in the chat: each word brings one.
  stamp: document('Stamp', { start: trigger('stamp'), card: { type: 'stampCard', data: { do: 'stamp', cardId: FAULT_STAMP_CARD, ifTooLate: 'push' } } }, [['start', 'next', 'card']]),
  gift: document('Gift', { start: trigger('gift'), card: { type: 'voucher', data: { do: 'give', voucherId: FAULT_VOUCHER, ifTooLate: 'push' } } }, [['start', 'next', 'card']]),
  use: document('Use', { start: trigger('use'), card: { type: 'voucher', data: { do: 'redeem', voucherId: FAULT_VOUCHER, ifTooLate: 'push' } } }, [['start', 'next', 'card']]),
  // Started after a full card and a redeemed voucher: must arrive once for each.
  filled: document('Filled', { start: trigger('filled'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'filled' }], quickReplies: [] } } }, [['start', 'next', 'say']]),
  enjoyed: document('Enjoyed', { start: trigger('enjoyed'), say: { type: 'pushToContact', data: { messages: [{ type: 'text', text: 'enjoyed' }], quickReplies: [] } } }, [['start', 'next', 'say']]),
  // Two jumps to each other: ends politely, troubles nobody.
  endless: document(
    'Endless',
    {
      start: trigger('endless'),
      one: { type: 'addTag', data: { tag: 'a' } },
      two: { type: 'removeTag', data: { tag: 'a' } },
    },
    [['start', 'next', 'one'], ['one', 'next', 'two'], ['two', 'next', 'one']],
  ),
  // Kills the process that takes it.
  poison: document('Poison', { start: trigger('poison'), kill: { type: 'poison', data: {} } }, [['start', 'next', 'kill']]),
};
