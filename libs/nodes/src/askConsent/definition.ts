import { QUICK_REPLY_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { localizedText } from '../fields/localizedText';

const { saveTo: _saveTo, skip: _skip, ...fields } = askFields;

/** Asks whether the person agrees to marketing messages. What they said is kept with the words they read, their version and the time. */
export const askConsentSchema = z.strictObject({
  ...fields,
  agree: localizedText(QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes'),
  refuse: localizedText(QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes'),
  /** Name of this wording of the terms, for the record. */
  version: z.string().max(40, 'The version has at most 40 characters.').default('').meta({ control: 'text' }),
});
export type AskConsentData = z.infer<typeof askConsentSchema>;

export const askConsentDefinition = defineNode({
  type: 'askConsent',
  kind: 'ask',
  icon: 'shield-check',
  sends: 'reply',
  waits: 'answer',
  schema: askConsentSchema,
  defaults: () => ({ ...askDefaults, agree: '', refuse: '', version: '1' }),
  ports: (data) => askPorts(data, [{ id: 'agreed', label: { text: data.agree } }, { id: 'refused', label: { text: data.refuse } }]),
});
