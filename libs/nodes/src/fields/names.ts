import { z } from 'zod';

const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]{0,39}$/u;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Name of a contact field or of an answer, as it is written in `{{ field.name }}`: letters of any language, digits, `_`. */
export const nameSchema = z
  .string()
  .superRefine((name, context) => {
    if (name === '') context.addIssue({ code: 'custom', message: 'The name is missing.', params: { code: 'nameMissing' } });
    else if (!NAME.test(name) || FORBIDDEN.has(name)) {
      context.addIssue({
        code: 'custom',
        message: `"${name}" cannot be a name: use letters, digits and "_", at most 40, beginning with a letter.`,
        params: { code: 'nameInvalid', name },
      });
    }
  });

/** Name of a contact field. */
export const fieldName = nameSchema.meta({ control: 'field' });

/** Name of a tag: any words, shown to people. */
export const tagName = z
  .string()
  .superRefine((tag, context) => {
    if (tag.trim() === '') context.addIssue({ code: 'custom', message: 'The tag is missing.', params: { code: 'tagMissing' } });
    else if (tag.length > 64 || tag !== tag.trim() || /[\u0000-\u001f\u007f]/.test(tag)) {
      context.addIssue({
        code: 'custom',
        message: 'A tag has at most 64 characters, no line breaks, and no spaces at its ends.',
        params: { code: 'tagInvalid' },
      });
    }
  })
  .meta({ control: 'tag' });

/** Id of another flow of the bot. */
export const flowIdField = z
  .string()
  .max(64, 'The id of a flow has at most 64 characters.')
  .superRefine((flowId, context) => {
    if (flowId.trim() === '') context.addIssue({ code: 'custom', message: 'No flow is chosen.', params: { code: 'flowMissing' } });
  })
  .meta({ control: 'flow' });

/** Id of a topic of the bot. */
export const topicIdField = z
  .string()
  .max(64)
  .superRefine((topicId, context) => {
    if (topicId === '') context.addIssue({ code: 'custom', message: 'No topic is chosen.', params: { code: 'topicMissing' } });
  })
  .meta({ control: 'topic' });

/** Id of a saved segment of the bot. */
export const segmentIdField = z
  .string()
  .max(64)
  .superRefine((segmentId, context) => {
    if (segmentId === '') context.addIssue({ code: 'custom', message: 'No segment is chosen.', params: { code: 'segmentMissing' } });
  })
  .meta({ control: 'segment' });

/** Source of an expression; the engine's language checks it further. At most 4 KB (RELIABILITY C 4.4). */
export const expressionField = z
  .string()
  .max(4096, 'An expression has at most 4,096 characters.')
  .superRefine((expression, context) => {
    if (expression.trim() === '') context.addIssue({ code: 'custom', message: 'The expression is empty.', params: { code: 'expressionMissing' } });
  })
  .meta({ control: 'expression' });
