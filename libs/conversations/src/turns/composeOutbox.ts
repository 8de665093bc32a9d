import type { Effect, LineMessage, SendOptions } from '@chatloom/engine';

/** LINE takes at most five message objects per call (FACTS §7). */
export const MAX_BUBBLES_PER_SEND = 5;

/** What to do with a bubble once its reply token is gone, one letter per bubble: `p`ush or `d`rop. */
export type Otherwise = string;

/** One call to LINE to be made after commit. */
export interface OutboxDraft {
  kind: 'reply' | 'push';
  messages: LineMessage[];
  otherwise: Otherwise;
  /** The nodes the bubbles come from, in order, for the trace. */
  nodeIds: string[];
  /** Silent only when every bubble is to be; the first name for statistics that a bubble brought. */
  options: SendOptions | null;
}

/** A bubble that was left out: no free reply was left for it and its node says not to pay, or the person has blocked the account. */
export interface DroppedBubble {
  nodeId: string;
  reason: 'noReplyToken' | 'moreThanFiveBubbles' | 'blocked';
}

/**
 * Turn the messages of one turn into calls: free before paid, and in the order they were designed.
 * Consecutive reply bubbles share the one reply an event allows, up to five; what does not fit goes the way its node
 * says. A push in between closes the reply, because a reply sent after it would overtake it. Pushes with different names
 * for their statistics are calls of their own: one call has one name.
 */
export function composeOutbox(effects: readonly Effect[], hasReplyToken: boolean): { drafts: OutboxDraft[]; dropped: DroppedBubble[] } {
  const drafts: OutboxDraft[] = [];
  const dropped: DroppedBubble[] = [];
  let replyUsed = !hasReplyToken;

  const add = (kind: OutboxDraft['kind'], message: LineMessage, otherwise: string, nodeId: string, options: SendOptions | undefined): void => {
    let last = drafts[drafts.length - 1];
    const otherUnit = kind === 'push' && last?.options?.unit !== undefined && options?.unit !== undefined && options.unit !== last.options.unit;
    if (!last || last.kind !== kind || last.messages.length >= MAX_BUBBLES_PER_SEND || otherUnit) {
      last = { kind, messages: [], otherwise: '', nodeIds: [], options: options ?? null };
      drafts.push(last);
    } else {
      last.options = together(last.options, options);
    }
    last.messages.push(message);
    last.otherwise += otherwise;
    last.nodeIds.push(nodeId);
  };

  for (const effect of effects) {
    if (effect.type !== 'sendMessages') continue;
    for (const message of effect.messages) {
      if (effect.delivery.by === 'push') {
        add('push', message, 'p', effect.nodeId, effect.options);
        continue;
      }
      const last = drafts[drafts.length - 1];
      const replyIsOpen = last?.kind === 'reply' && last.messages.length < MAX_BUBBLES_PER_SEND;
      if (replyIsOpen || !replyUsed) {
        replyUsed = true;
        add('reply', message, effect.delivery.otherwise === 'push' ? 'p' : 'd', effect.nodeId, effect.options);
      } else if (effect.delivery.otherwise === 'push') {
        add('push', message, 'p', effect.nodeId, effect.options);
      } else {
        dropped.push({ nodeId: effect.nodeId, reason: hasReplyToken ? 'moreThanFiveBubbles' : 'noReplyToken' });
      }
    }
  }
  return { drafts, dropped };
}

/** Options of bubbles that share a call. A bubble that wants to be noticed must not be silenced by its neighbour. */
function together(one: SendOptions | null, other: SendOptions | undefined): SendOptions | null {
  const silent = one?.silent && other?.silent;
  const unit = one?.unit ?? other?.unit;
  if (!silent && unit === undefined) return null;
  return { ...(silent ? { silent } : {}), ...(unit === undefined ? {} : { unit }) };
}
