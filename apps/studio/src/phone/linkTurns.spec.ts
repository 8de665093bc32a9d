import type { PhoneBubble, PhoneTurn } from '@chatloom/contract';
import { linkTurns } from './linkTurns';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second)).toISOString();
const bubble = (id: string, from: PhoneBubble['from'], second: number): PhoneBubble => ({
  id, from, at: at(second), message: { type: 'text', text: id }, cost: 0, isRead: false, hasLiveQuickReply: false, isSilent: false, isEdited: false,
});
const turn = (id: string, second: number, input: Record<string, unknown>, bubbleIds: string[] = []): PhoneTurn => ({
  id, conversationId: 'c', at: at(second), input: { at: Date.parse(at(second)), ...input } as PhoneTurn['input'], path: [], trace: [], messages: [], bubbleIds,
});

describe('why a bubble is there', () => {
  it('joins the person\'s message and the bot\'s answers to one turn', () => {
    const lines = linkTurns([bubble('m1', 'person', 1), bubble('m2', 'bot', 2)], [turn('t1', 1, { type: 'messageReceived', message: { id: 'm1' } }, ['m2'])]);
    expect(lines.map((line) => [line.key, line.turn?.id])).toEqual([['m1', 't1'], ['m2', 't1']]);
  });

  it('joins a tap to its turn by its moment', () => {
    const lines = linkTurns([bubble('m1', 'person', 1)], [turn('t1', 1, { type: 'postbackReceived', data: 'x' })]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.turn?.id).toBe('t1');
  });

  it('shows a turn that left no bubble as a line in its place', () => {
    const lines = linkTurns([bubble('m1', 'person', 1), bubble('m2', 'person', 9)], [turn('t2', 5, { type: 'timerFired' })]);
    expect(lines.map((line) => line.key)).toEqual(['m1', 't2', 'm2']);
  });

  it('does not join a bot\'s bubble to a turn that only happened in the same moment', () => {
    const lines = linkTurns([bubble('m1', 'bot', 1)], [turn('t1', 1, { type: 'postbackReceived' })]);
    expect(lines[0]).toMatchObject({ kind: 'bubble', turn: undefined });
    expect(lines[1]).toMatchObject({ kind: 'turn', key: 't1' });
  });

  it('leaves out turns older than the window', () => {
    expect(linkTurns([bubble('m9', 'bot', 30)], [turn('t1', 1, { type: 'timerFired' })]).map((line) => line.key)).toEqual(['m9']);
  });

  it('keeps the order of bubbles of one moment', () => {
    expect(linkTurns([bubble('a', 'bot', 1), bubble('b', 'bot', 1), bubble('c', 'bot', 1)], []).map((line) => line.key)).toEqual(['a', 'b', 'c']);
  });
});
