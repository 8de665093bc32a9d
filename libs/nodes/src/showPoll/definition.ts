import { z } from 'zod';
import { defineNode } from '../defineNode';
import { ifTooLateSchema } from '../fields/messageFields';
import { pollPort } from '../vote/definition';
import { POLL_PORTS } from '../vote/pollFields';

/** Puts a poll that was made under "Games" into the chat and goes on. A poll that is not open is shown as it stands. */
export const showPollSchema = z
  .strictObject({
    /** Id of a poll of the bot. */
    pollId: z.string().max(64, 'The id of a poll has at most 64 characters.').meta({ control: 'poll' }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine(({ pollId }, context) => {
    if (pollId.trim() === '') context.addIssue({ code: 'custom', path: ['pollId'], message: 'No poll is chosen.', params: { code: 'pollMissing' } });
  });
export type ShowPollData = z.infer<typeof showPollSchema>;

export const showPollDefinition = defineNode({
  type: 'showPoll',
  kind: 'message',
  icon: 'chart-bar',
  sends: 'reply',
  schema: showPollSchema,
  defaults: () => ({ pollId: '', ifTooLate: 'drop' as const }),
  ports: () => [...POLL_PORTS.map(pollPort), { id: 'next', label: { key: 'next' }, optional: true }],
});
