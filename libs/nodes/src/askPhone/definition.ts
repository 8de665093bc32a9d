import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';

/** Countries whose local numbers (beginning with 0) are understood; `auto` goes by the person's language. */
export const PHONE_COUNTRIES = ['auto', 'JP', 'TW', 'TH'] as const;

/** Asks for a telephone number and keeps it in international form (`+81…`). */
export const askPhoneSchema = z.strictObject({
  ...askFields,
  country: z.enum(PHONE_COUNTRIES).default('auto').meta({ control: 'select', options: PHONE_COUNTRIES }),
});
export type AskPhoneData = z.infer<typeof askPhoneSchema>;

export const askPhoneDefinition = defineNode({
  type: 'askPhone',
  kind: 'ask',
  icon: 'phone',
  sends: 'reply',
  waits: 'answer',
  schema: askPhoneSchema,
  defaults: () => ({ ...askDefaults, country: 'auto' as const }),
  ports: (data) => askPorts(data),
});
