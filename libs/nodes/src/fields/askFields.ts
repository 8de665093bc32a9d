import type { Port } from '@chatloom/flow';
import { QUICK_REPLY_LABEL_MAX_GRAPHEMES, TEXT_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { durationSchema } from './duration';
import { localizedText } from './localizedText';
import { quoteSchema, sendingFields } from './messageFields';
import { nameSchema } from './names';

/** Where an answer is kept: in a field of the contact (for good), or under a name while the flow runs. */
export const saveToSchema = z
  .strictObject({ in: z.enum(['field', 'answer']), name: nameSchema })
  .optional()
  .meta({ control: 'saveTo' });

/** Fields every question has. */
export const askFields = {
  question: localizedText(TEXT_MAX_UTF16, 'utf16', { control: 'textarea' }),
  saveTo: saveToSchema,
  /** Said when an answer does not fit; left empty, the question is asked again. */
  reaskText: localizedText(TEXT_MAX_UTF16, 'utf16', { control: 'textarea', optional: true }).optional(),
  /** How many answers that do not fit are taken before the exit `failed`. */
  tries: z.int().min(1).max(10).default(3).meta({ control: 'number', min: 1, max: 10, step: 1, advanced: true }),
  /** After this time without an answer the flow goes on by the exit `noAnswer`. */
  noAnswer: z.strictObject({ after: durationSchema }).optional().meta({ advanced: true }),
  /** A quick reply that leaves by the exit `skipped`. */
  skip: z
    .strictObject({ label: localizedText(QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes') })
    .optional()
    .meta({ advanced: true }),
  quote: quoteSchema,
  ...sendingFields,
};
const askFieldsSchema = z.object(askFields);
export type AskFields = z.infer<typeof askFieldsSchema>;

/** What a freshly dropped question has in these fields. */
export const askDefaults = { question: '', tries: 3, ifTooLate: 'drop' as const };

/** Exits of a question; `answered` are those that a fitting answer can take. */
export function askPorts(data: Pick<AskFields, 'noAnswer' | 'skip'>, answered: Port[] = [{ id: 'answered', label: { key: 'answered' } }]): Port[] {
  return [
    ...answered,
    ...(data.skip ? [{ id: 'skipped', label: { text: data.skip.label } }] : []),
    { id: 'failed', label: { key: 'failed' } },
    ...(data.noAnswer ? [{ id: 'noAnswer', label: { key: 'noAnswer' } }] : []),
  ];
}
