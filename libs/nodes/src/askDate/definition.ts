import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { ownLabel } from '../fields/ownLabel';
import { pickDateFields, refusePickerFaults } from '../fields/pickDate';

/** Asks for a date, a time, or both: with LINE's picker, or typed. */
export const askDateSchema = z.strictObject({ ...askFields, ...pickDateFields, buttonLabel: ownLabel }).superRefine(refusePickerFaults);
export type AskDateData = z.infer<typeof askDateSchema>;

export const askDateDefinition = defineNode({
  type: 'askDate',
  kind: 'ask',
  icon: 'calendar-question',
  sends: 'reply',
  waits: 'answer',
  schema: askDateSchema,
  defaults: () => ({ ...askDefaults, mode: 'date' as const }),
  ports: (data) => askPorts(data),
});
