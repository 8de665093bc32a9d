import { withoutUnsent } from './unsent';

describe('withoutUnsent', () => {
  const message = { id: '7', type: 'text', text: 'secret', mention: { mentionees: [] } };

  it('leaves of a message only that there was one', () => {
    expect(withoutUnsent({ type: 'messageReceived', at: 1, from: 'Ann', message }, '7')).toEqual({ type: 'messageReceived', at: 1, from: 'Ann', message: { id: '7', type: 'text', unsent: true } });
  });

  it('blanks an edit of it too', () => {
    const edit = { type: 'eventReceived' as const, at: 1, event: { type: 'messageEdited', message: { id: '7', text: 'secret too' } } };
    expect(JSON.stringify(withoutUnsent(edit, '7'))).not.toContain('secret');
  });

  it('touches nothing else', () => {
    for (const input of [{ type: 'messageReceived' as const, at: 1, message }, { type: 'friendRemoved' as const, at: 1 }, { type: 'eventReceived' as const, at: 1, event: { type: 'join' } }]) {
      expect(withoutUnsent(input, '8')).toBe(input);
    }
  });
});
