import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';

/** Asks for an e-mail address. */
export const askEmailSchema = z.strictObject({ ...askFields });
export type AskEmailData = z.infer<typeof askEmailSchema>;

export const askEmailDefinition = defineNode({
  type: 'askEmail',
  kind: 'ask',
  icon: 'mail',
  sends: 'reply',
  waits: 'answer',
  schema: askEmailSchema,
  defaults: () => ({ ...askDefaults }),
  ports: (data) => askPorts(data),
});
