import type { Port } from '@chatloom/flow';
import { AGGREGATION_UNIT_MAX_UTF16, isAggregationUnit, isReservedSenderName, QUICK_REPLY_ITEMS, SENDER_NAME_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { type Choice, choicePorts, type QuickReply, quickReplyList } from './choice';
import { eachLanguage, localizedText } from './localizedText';
import { optionalMediaUrl } from './mediaUrl';
import type { FieldHint } from '../fieldHints';

/** Name and picture shown above the bubble instead of the account's own (FACTS §7 sender). */
export const senderSchema = z
  .strictObject({
    name: localizedText(SENDER_NAME_MAX_UTF16, 'utf16', { optional: true })
      .superRefine((name, context) => {
        for (const { language, text } of eachLanguage(name)) {
          if (!isReservedSenderName(text)) continue;
          const path = language === undefined ? [] : [language];
          context.addIssue({ code: 'custom', path, message: 'LINE does not allow its own name here.', params: { code: 'senderNameReserved' } });
        }
      })
      .optional(),
    iconUrl: optionalMediaUrl({ picture: 'icon' }),
  })
  .optional()
  .meta({ control: 'sender', advanced: true });

/**
 * What becomes of the bubbles when the free reply is no longer possible: `drop` leaves them out and costs nothing,
 * `push` sends them as a push, which counts against the monthly quota.
 */
export const ifTooLateSchema = z.enum(['drop', 'push']).default('drop').meta({ control: 'select', options: ['drop', 'push'], advanced: true });

/** Buttons under the keyboard; they vanish with the next message (FACTS §7 "Quick reply life cycle"). */
export const quickRepliesSchema = quickReplyList(QUICK_REPLY_ITEMS).default([]);

/** Arrives without a sound and without a notification; bubbles of one reply are silent only when all of them are. */
export const silentSchema = z.boolean().optional().meta({ control: 'switch', advanced: true });

/** The bubble quotes the message it answers. LINE lets texts and stickers do so (FACTS §7 quoteToken). */
export const quoteSchema = z.boolean().optional().meta({ control: 'switch', advanced: true });

function unitField(hint: Partial<FieldHint>) {
  return z
    .string()
    .superRefine((unit, context) => {
      if (unit === '' || isAggregationUnit(unit)) return;
      const message = `A name for statistics has at most ${AGGREGATION_UNIT_MAX_UTF16} letters (A-Z), digits and "_".`;
      context.addIssue({ code: 'custom', message, params: { code: 'unitInvalid', max: AGGREGATION_UNIT_MAX_UTF16 } });
    })
    .optional()
    .meta({ control: 'text', counter: { unit: 'utf16', max: AGGREGATION_UNIT_MAX_UTF16 }, advanced: true, ...hint });
}

/** Name under which LINE counts who opened and tapped pushed messages (FACTS §12); left empty, it does not. */
export const unitSchema = unitField({});

/** Of a step whose bubbles are pushed only when it is too late for a reply: a reply has no statistics. */
export const unitWhenPushedSchema = unitField({ showWhen: { field: 'ifTooLate', is: ['push'] } });

/** How bubbles travel: fields of every node that sends replies. */
export const sendingFields = { sender: senderSchema, silent: silentSchema, ifTooLate: ifTooLateSchema, unit: unitWhenPushedSchema };

/** Fields every message node has besides its content. */
export const messageFields = { quickReplies: quickRepliesSchema, ...sendingFields };
export type MessageFields = {
  quickReplies: QuickReply[];
  sender?: z.infer<typeof senderSchema>;
  silent?: boolean;
  ifTooLate: 'drop' | 'push';
  unit?: string;
};

/** What a freshly dropped message node has in these fields. */
export const messageDefaults = { quickReplies: [] as QuickReply[], ifTooLate: 'drop' as const };

/**
 * Exits of a message node: one per button that continues, then `next`, which is taken at once. A flow may end after
 * any message, so `next` may stay open.
 */
export function messagePorts(...choices: (readonly Choice[] | undefined)[]): Port[] {
  return [...choices.flatMap((list) => choicePorts(list)), { id: 'next', label: { key: 'next' }, optional: true }];
}
