import type { Port } from '@chatloom/flow';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { ifTooLateSchema } from '../fields/messageFields';

const DEEDS = ['play', 'show'] as const;

/**
 * Lets the person take part in a draw that was made under "Games": an instant win is decided at once, a scratch card or wheel comes as a card that
 * opens their own page, a raffle is entered. `show` tells how it went for them. Steps behind it say `{{ answer.prize.name }}` and `{{ answer.prize.code }}`.
 */
export const drawSchema = z
  .strictObject({
    /** Id of a draw of the bot. */
    drawId: z.string().max(64, 'The id of a draw has at most 64 characters.').meta({ control: 'draw' }),
    do: z.enum(DEEDS).default('play').meta({ control: 'select', options: [...DEEDS] }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine(({ drawId }, context) => {
    if (drawId.trim() === '') context.addIssue({ code: 'custom', path: ['drawId'], message: 'No draw is chosen.', params: { code: 'drawMissing' } });
  });
export type DrawData = z.infer<typeof drawSchema>;

/** `shown`: the card waits for a tap, or for the page it opens; `won` and `lost` are taken then. */
export const DRAW_EXITS: Record<DrawData['do'], readonly string[]> = {
  play: ['won', 'lost', 'entered', 'shown', 'limit', 'soldOut', 'notOpen', 'closed', 'refused'],
  show: ['next', 'won', 'lost'],
};

export const drawDefinition = defineNode({
  type: 'draw',
  kind: 'message',
  icon: 'gift',
  sends: 'reply',
  schema: drawSchema,
  defaults: () => ({ drawId: '', do: 'play' as const, ifTooLate: 'drop' as const }),
  ports: (data) => DRAW_EXITS[data.do].map((id): Port => ({ id, label: { key: id === 'next' ? 'next' : `draw.${id}` }, optional: true })),
});
