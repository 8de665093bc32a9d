import type { PhoneBubble, PhoneTurn } from '@chatloom/contract';
import { looseOf, numberOf, textOf } from './loose';

/** A line of the chat window: a bubble with the turn that explains it, or a turn that left no bubble. */
export type ChatLine =
  | { kind: 'bubble'; key: string; bubble: PhoneBubble; turn: PhoneTurn | undefined }
  | { kind: 'turn'; key: string; turn: PhoneTurn };

/**
 * Joins bubbles and turns. A bot's bubble belongs to the turn that sent it; a person's to the turn that took it, by message id,
 * or by its moment for taps and events, which have no message id. A turn without any bubble of its own stands as a
 * line in its place, so that "nothing happened" can be explained too.
 */
export function linkTurns(bubbles: readonly PhoneBubble[], turns: readonly PhoneTurn[]): ChatLine[] {
  const byBubble = new Map<string, PhoneTurn>();
  const byMoment = new Map<number, PhoneTurn>();
  for (const turn of turns) {
    for (const id of turn.bubbleIds) byBubble.set(id, turn);
    const input = looseOf(turn.input);
    const messageId = textOf(looseOf(input['message']), 'id');
    if (messageId !== undefined) byBubble.set(messageId, turn);
    const at = numberOf(input, 'at');
    if (at !== undefined && textOf(input, 'type') !== 'timerFired') byMoment.set(at, turn);
  }
  const shown = new Set<string>();
  const lines: (ChatLine & { at: number })[] = bubbles.map((bubble) => {
    const at = Date.parse(bubble.at);
    const turn = byBubble.get(bubble.id) ?? (bubble.from === 'bot' ? undefined : byMoment.get(at));
    if (turn) shown.add(turn.id);
    return { kind: 'bubble', key: bubble.id, bubble, turn, at };
  });
  const first = lines[0]?.at ?? -Infinity;
  for (const turn of turns) {
    const at = numberOf(looseOf(turn.input), 'at') ?? Date.parse(turn.at);
    // Older than the window: its bubbles have left it.
    if (!shown.has(turn.id) && at >= first) lines.push({ kind: 'turn', key: turn.id, turn, at });
  }
  // Sorting is stable: bubbles of one moment keep the order LINE gave them.
  return lines.sort((a, b) => a.at - b.at).map(({ at: _at, ...line }) => line);
}
