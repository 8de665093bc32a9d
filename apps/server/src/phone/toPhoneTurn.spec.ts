import type { TurnView } from '@chatloom/conversations';
import { isUnderWay, pathOf, toPhoneTurn } from './toPhoneTurn';

const delivery = (more: Partial<TurnView['deliveries'][number]>): TurnView['deliveries'][number] => ({
  id: 'd', kind: 'reply', messages: [{ type: 'text', text: 'Hi' }], state: 'sent', attempts: 1, result: null, doneAt: new Date('2026-11-21T12:00:01.000Z'), ...more,
});
const turn = (more: Partial<TurnView>): TurnView => ({
  id: 't', at: new Date('2026-11-21T12:00:00.000Z'), eventId: 'e', input: { type: 'friendAdded', isUnblocked: false, at: 0 }, trace: { entries: [] }, deliveries: [], ...more,
});

describe('a turn as the phone explains it', () => {
  it('walks from the node that waited to the one that waits next', () => {
    expect(
      pathOf([
        { at: 'routed', flowId: 'f', nodeId: 'ask', code: 'toWait' },
        { at: 'left', flowId: 'f', nodeId: 'ask', port: 'answered', code: 'left' },
        { at: 'entered', flowId: 'f', nodeId: 'say', code: 'entered' },
        { at: 'left', flowId: 'f', nodeId: 'say', port: 'next', code: 'left' },
        { at: 'entered', flowId: 'f', nodeId: 'again', code: 'entered' },
        { at: 'waiting', flowId: 'f', nodeId: 'again', code: 'waitingForAnswer' },
      ]),
    ).toEqual([{ flowId: 'f', nodeId: 'ask', port: 'answered' }, { flowId: 'f', nodeId: 'say', port: 'next' }, { flowId: 'f', nodeId: 'again' }]);
  });

  it('keeps two visits of one node apart', () => {
    const visit = [{ at: 'entered' as const, flowId: 'f', nodeId: 'n', code: 'entered' }, { at: 'left' as const, flowId: 'f', nodeId: 'n', port: 'next', code: 'left' }];
    expect(pathOf([...visit, ...visit])).toHaveLength(2);
  });

  it('says what LINE refused, and where', () => {
    const refused = delivery({ state: 'failed', result: { reason: 'refused', message: 'The request body has 1 error(s)', details: [{ message: 'May not be empty', property: 'messages[0].text' }] } });
    expect(toPhoneTurn(turn({ deliveries: [refused] }), 'c').messages[0]).toMatchObject({
      state: 'failed', error: { message: 'The request body has 1 error(s)', details: [{ message: 'May not be empty', property: 'messages[0].text' }] }, sentAt: null,
    });
  });

  it('shows bubbles that were left out, and not the reply that a push took the place of', () => {
    const shown = toPhoneTurn(turn({ deliveries: [delivery({ state: 'replaced' }), delivery({ kind: 'push', result: { sentMessages: [{ id: 'm1', quoteToken: 'q' }] } })], trace: { entries: [], dropped: [{ nodeId: 'n', reason: 'noReplyToken' }] } }), 'c');
    expect(shown.messages.map(({ by, state }) => [by, state])).toEqual([['push', 'sent'], ['reply', 'dropped']]);
    expect(shown.bubbleIds).toEqual(['m1']);
  });

  it('knows whether something is still on its way', () => {
    expect(isUnderWay(turn({ deliveries: [delivery({ state: 'sending' })] }))).toBe(true);
    expect(isUnderWay(turn({ deliveries: [delivery({})] }))).toBe(false);
  });
});
