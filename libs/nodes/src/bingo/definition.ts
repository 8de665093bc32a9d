import type { Port } from '@chatloom/flow';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { ifTooLateSchema } from '../fields/messageFields';

/** What a step may do in a game for the person. */
const DEEDS = ['join', 'show', 'mark', 'claim'] as const;

/**
 * Lets the person join a game of bingo that was made under "Games", shows their card, marks an item on it ("visited shop B"), or says
 * "Bingo!" for them. The card goes into the chat each time.
 */
export const bingoSchema = z
  .strictObject({
    /** Id of a bingo game of the bot. */
    gameId: z.string().max(64, 'The id of a game has at most 64 characters.').meta({ control: 'bingo' }),
    do: z.enum(DEEDS).default('join').meta({ control: 'select', options: [...DEEDS] }),
    /** The secret word of the game, where it wants one; usually an answer. */
    code: z.string().max(200).optional().meta({ control: 'text', variables: true, showWhen: { field: 'do', is: ['join'] } }),
    /** What to mark: what stands on the cell, as text or by an answer. */
    item: z.string().max(200).optional().meta({ control: 'text', variables: true, showWhen: { field: 'do', is: ['mark'] } }),
    /** A picture shows the card in full beauty, and has no buttons. */
    as: z.enum(['card', 'picture']).default('card').meta({ control: 'select', options: ['card', 'picture'], showWhen: { field: 'do', is: ['join', 'show'] } }),
    ifTooLate: ifTooLateSchema,
  })
  .superRefine((data, context) => {
    if (data.gameId.trim() === '') context.addIssue({ code: 'custom', path: ['gameId'], message: 'No game is chosen.', params: { code: 'bingoMissing' } });
    if (data.do === 'mark' && (data.item ?? '').trim() === '') context.addIssue({ code: 'custom', path: ['item'], message: 'It is not said what to mark.', params: { code: 'bingoItemMissing' } });
  });
export type BingoData = z.infer<typeof bingoSchema>;

/** Exits by what became of the deed; `won` also of later taps on the card. */
const EXITS: Record<BingoData['do'], readonly string[]> = {
  join: ['joined', 'already', 'refused', 'won'],
  show: ['next', 'won'],
  mark: ['marked', 'refused', 'won'],
  claim: ['refused', 'won'],
};

export const bingoDefinition = defineNode({
  type: 'bingo',
  kind: 'message',
  icon: 'grid-dots',
  sends: 'reply',
  schema: bingoSchema,
  defaults: () => ({ gameId: '', do: 'join' as const, as: 'card' as const, ifTooLate: 'drop' as const }),
  ports: (data) => EXITS[data.do].map((id): Port => ({ id, label: { key: id === 'next' ? 'next' : `bingo.${id}` }, optional: true })),
});
