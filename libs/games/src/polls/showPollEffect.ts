import { pollContentSchema } from '@chatloom/contract';
import type { EffectHandler } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { z } from 'zod';
import type { Polls } from './Polls';
import type { PollVotes } from './PollVotes';

/** What the steps `vote` and `showPoll` ask for (libs/nodes). */
const reader = { nodeId: z.string(), back: z.string(), language: z.string().nullable(), chat: z.enum(['user', 'group', 'room']) };
const payloadSchema = z.union([
  z.object({ pollId: z.string(), ...reader }),
  z.object({ content: pollContentSchema, flowId: z.string(), together: z.enum(['everyone', 'chat', 'run']), sessionId: z.string(), closesInMs: z.number().optional(), ...reader }),
]);
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The effect `showPoll`: find the poll, or make that of a step, and answer with its card as `message`; null when there is none. */
export function showPollEffect(polls: Polls, votes: PollVotes): EffectHandler {
  return async (tx, scene, payload): Promise<Json> => {
    const asked = payloadSchema.parse(payload);
    const pollId = 'pollId' in asked ? asked.pollId : await polls.ofStep(tx, scene, asked);
    if (!UUID.test(pollId)) return { message: null };
    const message = await votes.card(tx, scene, pollId, { language: asked.language ?? undefined, isGroup: asked.chat !== 'user', back: asked.back });
    if (!message) return { message: null };
    await polls.shownIn(tx, scene, pollId);
    return { message: message as unknown as Json };
  };
}
