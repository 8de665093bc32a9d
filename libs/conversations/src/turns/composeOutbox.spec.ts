import fc from 'fast-check';
import type { Effect, SendOptions } from '@chatloom/engine';
import { composeOutbox, MAX_BUBBLES_PER_SEND } from './composeOutbox';

const reply = (text: string, otherwise: 'push' | 'drop' = 'drop'): Effect => ({
  type: 'sendMessages',
  nodeId: `n-${text}`,
  messages: [{ type: 'text', text }],
  delivery: { by: 'reply', otherwise },
});
const push = (text: string): Effect => ({ type: 'sendMessages', nodeId: `n-${text}`, messages: [{ type: 'text', text }], delivery: { by: 'push' } });
const shape = (effects: Effect[], token = true) =>
  composeOutbox(effects, token).drafts.map((draft) => `${draft.kind}:${draft.messages.map((m) => m['text']).join('')}:${draft.otherwise}`);

describe('composeOutbox: free before paid, in the designed order', () => {
  it('merges consecutive replies into the one free reply', () => {
    expect(shape([reply('a'), reply('b'), reply('c')])).toEqual(['reply:abc:ddd']);
  });
  it('pushes the sixth bubble only where its node says so, and says which were left out', () => {
    const effects = ['a', 'b', 'c', 'd', 'e'].map((t) => reply(t));
    expect(shape([...effects, reply('f', 'push')])).toEqual(['reply:abcde:ddddd', 'push:f:p']);
    expect(composeOutbox([...effects, reply('f')], true).dropped).toEqual([{ nodeId: 'n-f', reason: 'moreThanFiveBubbles' }]);
  });
  it('sends nothing and charges nothing when a free-only reply has no token', () => {
    expect(composeOutbox([reply('a')], false)).toEqual({ drafts: [], dropped: [{ nodeId: 'n-a', reason: 'noReplyToken' }] });
  });
  it('keeps the order around a push: what follows it cannot ride on the earlier reply', () => {
    expect(shape([reply('a'), push('b'), reply('c', 'push')])).toEqual(['reply:a:d', 'push:bc:pp']);
  });
  describe('what a call says besides its messages', () => {
    const saying = (effect: Effect, options: SendOptions): Effect => ({ ...effect, options }) as Effect;
    const optionsOf = (effects: Effect[]) => composeOutbox(effects, true).drafts.map((draft) => draft.options);
    it('is silent only when all of its bubbles are to be', () => {
      expect(optionsOf([saying(reply('a'), { silent: true }), saying(reply('b'), { silent: true })])).toEqual([{ silent: true }]);
      expect(optionsOf([saying(reply('a'), { silent: true }), reply('b')])).toEqual([null]);
      expect(optionsOf([reply('a'), saying(reply('b'), { silent: true })])).toEqual([null]);
    });
    it('has one name for statistics: pushes with another name are calls of their own, unnamed ones join', () => {
      const named = (text: string, unit: string) => saying(push(text), { unit });
      expect(shape([named('a', 'spring'), push('b'), named('c', 'spring'), named('d', 'summer')])).toEqual(['push:abc:ppp', 'push:d:p']);
      expect(optionsOf([push('a'), named('b', 'spring')])).toEqual([{ unit: 'spring' }]);
    });
  });
  it('ignores effects that are no messages', () => {
    expect(shape([{ type: 'addTag', nodeId: 'x', tag: 'vip' }, reply('a')])).toEqual(['reply:a:d']);
  });
  it('never reorders, never exceeds five per call, uses at most one reply, and drops only what may be dropped', () => {
    const effect = fc.tuple(fc.constantFrom('push' as const, 'replyPush' as const, 'replyDrop' as const), fc.uuid()).map(([kind, id]) =>
      kind === 'push' ? push(id) : reply(id, kind === 'replyPush' ? 'push' : 'drop'),
    );
    fc.assert(
      fc.property(fc.array(effect, { maxLength: 20 }), fc.boolean(), (effects, token) => {
        const { drafts, dropped } = composeOutbox(effects, token);
        expect(drafts.every((draft) => draft.messages.length <= MAX_BUBBLES_PER_SEND && draft.otherwise.length === draft.messages.length)).toBe(true);
        expect(drafts.filter((draft) => draft.kind === 'reply').length).toBeLessThanOrEqual(token ? 1 : 0);
        const sent = drafts.flatMap((draft) => draft.nodeIds);
        const lost = new Set(dropped.map((one) => one.nodeId));
        expect(sent).toEqual(effects.map((one) => one.nodeId).filter((id) => !lost.has(id)));
        for (const one of effects) {
          if (lost.has(one.nodeId)) expect(one).toMatchObject({ delivery: { by: 'reply', otherwise: 'drop' } });
        }
      }),
    );
  });
});
