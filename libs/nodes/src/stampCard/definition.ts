import type { Port } from '@chatloom/flow';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { ifTooLateSchema } from '../fields/messageFields';

const DEEDS = ['stamp', 'show'] as const;

/**
 * Stamps the person's stamp card ("came by", a keyword, a beacon), or shows it. The card goes into the chat each time; where no stamp was possible it
 * says why, unless the flow goes on at that exit. One event brings one stamp from a step.
 */
export const stampCardSchema = z
  .strictObject({
    do: z.enum(DEEDS).default('stamp').meta({ control: 'select', options: [...DEEDS] }),
    /** Id of a stamp card of the bot. */
    cardId: z.string().max(64, 'The id of a stamp card has at most 64 characters.').meta({ control: 'stampCard' }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine(({ cardId }, context) => {
    if (cardId.trim() === '') context.addIssue({ code: 'custom', path: ['cardId'], message: 'No stamp card is chosen.', params: { code: 'stampCardMissing' } });
  });
export type StampCardData = z.infer<typeof stampCardSchema>;

/** Exits by what became of the deed. */
export const STAMP_CARD_EXITS: Record<StampCardData['do'], readonly [string, ...string[]]> = {
  stamp: ['stamped', 'full', 'limitReached', 'done', 'expired', 'notOpen'],
  show: ['next', 'notOpen'],
};

export const stampCardDefinition = defineNode({
  type: 'stampCard',
  kind: 'message',
  icon: 'rubber-stamp',
  sends: 'reply',
  schema: stampCardSchema,
  defaults: () => ({ do: 'stamp' as const, cardId: '', ifTooLate: 'drop' as const }),
  ports: (data) => STAMP_CARD_EXITS[data.do].map((id): Port => ({ id, label: { key: id === 'next' ? 'next' : `stampCard.${id}` }, optional: true })),
});
