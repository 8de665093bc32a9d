import { z } from 'zod';
import { messagesWithoutReplyToken } from '../checks/messagesWithoutReplyToken';
import { defineNode } from '../defineNode';
import { cronField } from '../fields/cron';
import { tagName } from '../fields/names';
import { triggerDefaults, triggerFields, triggerPorts } from '../fields/triggerFields';

/** Starts by the clock of the bot's time zone, for every reachable contact or for those with a tag. */
export const scheduleTriggerSchema = z
  .strictObject({
    cron: cronField,
    whom: z.enum(['all', 'tag']).default('all').meta({ control: 'select', options: ['all', 'tag'] }),
    tag: tagName.optional().meta({ control: 'tag', showWhen: { field: 'whom', is: ['tag'] } }),
    ...triggerFields,
  })
  .superRefine((data, context) => {
    if (data.whom === 'tag' && data.tag === undefined) {
      context.addIssue({ code: 'custom', path: ['tag'], message: 'The tag is missing.', params: { code: 'tagMissing' } });
    }
  });
export type ScheduleTriggerData = z.infer<typeof scheduleTriggerSchema>;

export const scheduleTriggerDefinition = defineNode({
  type: 'scheduleTrigger',
  kind: 'trigger',
  icon: 'calendar-time',
  schema: scheduleTriggerSchema,
  // A clock must not break into a conversation that somebody is having.
  defaults: () => ({ cron: '0 9 * * *', whom: 'all' as const, ...triggerDefaults, whileRunning: 'queue' as const }),
  ports: () => triggerPorts,
  check: (_data, context) => messagesWithoutReplyToken(context),
});
