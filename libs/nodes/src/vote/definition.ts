import type { NodeProblem, Port } from '@chatloom/flow';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { defineNode } from '../defineNode';
import { durationSchema } from '../fields/duration';
import { ifTooLateSchema } from '../fields/messageFields';
import { POLL_PORTS, pollChoiceIds, pollDefaults, pollFields, refusePollFaults, votesByOneTap } from './pollFields';

/** Puts a vote into the chat and goes on; each tap on the card is counted, answered by the redrawn card, and leads on by the exit of its choice. */
export const voteSchema = z
  .strictObject({
    ...pollFields,
    /** Closes so long after it was first shown. */
    closesIn: durationSchema.optional().meta({ control: 'duration' }),
    /** Who votes together: all of the bot's people, those of one chat, or those who get the card of this one run. */
    together: z.enum(['everyone', 'chat', 'run']).default('everyone').meta({ control: 'select', options: ['everyone', 'chat', 'run'] }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine(refusePollFaults);
export type VoteData = z.infer<typeof voteSchema>;

export const voteDefinition = defineNode({
  type: 'vote',
  kind: 'message',
  icon: 'chart-bar',
  sends: 'reply',
  schema: voteSchema,
  defaults: () => ({ ...pollDefaults(), together: 'everyone' as const, ifTooLate: 'drop' as const }),
  ports: (data) => [
    ...(votesByOneTap(data.kind) ? choicePorts(data) : []),
    ...POLL_PORTS.filter((id) => id !== 'voted' || !votesByOneTap(data.kind)).map(pollPort),
    { id: 'next', label: { key: 'next' }, optional: true },
  ],
  check: (data) => unknownVoterProblems(data),
});

/** The exit of something that may become of a tap on a poll. */
export function pollPort(id: (typeof POLL_PORTS)[number]): Port {
  return { id, label: { key: `poll.${id}` }, optional: true };
}

function choicePorts(data: VoteData): Port[] {
  return pollChoiceIds(data).map((id, index) => {
    const label = (data.kind === 'single' ? data.choices[index]?.label : undefined) ?? '';
    if (data.kind === 'yesNo') return { id, label: { key: `poll.${id}` }, optional: true };
    return { id, label: { text: data.kind === 'scale' ? String(index + 1) : label }, optional: true };
  });
}

/** In groups LINE may not say who tapped; whoever counts such taps should know what that means. */
function unknownVoterProblems(data: VoteData): NodeProblem[] {
  if (data.together === 'everyone' || data.unknownVoters === 'refuse') return [];
  const sentence = 'In groups LINE does not always say who tapped. Such taps count one by one, so a person may vote more than once.';
  return [nodeProblem('pollUnknownVoters', 'advice', ['unknownVoters'], sentence)];
}
