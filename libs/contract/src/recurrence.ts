import { recurrenceSchema as plainRecurrenceSchema } from '@chatloom/flow';
import { cronProblem } from '@chatloom/nodes/definitions';
import { timeZoneSchema } from './common';
import { named } from './named';

/** When something comes back, in local time with its zone; `nextOccurrence` of the engine says which moment that is. */
export const recurrenceSchema = named(
  'Recurrence',
  plainRecurrenceSchema.extend({ timeZone: timeZoneSchema }).superRefine(({ rule, from, until }, context) => {
    const reason = rule.type === 'cron' ? cronProblem(rule.cron) : undefined;
    if (reason !== undefined) context.addIssue({ code: 'custom', path: ['rule', 'cron'], message: `This is no schedule: ${reason}.`, params: { code: 'cronInvalid', reason } });
    if (from !== undefined && until !== undefined && until < from) context.addIssue({ code: 'custom', path: ['until'], message: 'It would end before it begins.', params: { code: 'endsBeforeStart' } });
  }),
);

export type { MissedPolicy, Recurrence, RecurrenceRule } from '@chatloom/flow';
