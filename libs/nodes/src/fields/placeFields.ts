import { z } from 'zod';

/** Where a trigger can listen. */
export const PLACES = ['everywhere', 'oneToOne', 'groups'] as const;
const CONVERSATIONS = ['group', 'member'] as const;
const IN_GROUPS = { field: 'where', is: ['everywhere', 'groups'] };

/** Whose conversation a trigger starts in a group: one for all, or one with each member. Routing reads it. */
export const conversationField = z.enum(CONVERSATIONS).default('group').meta({ control: 'select', options: CONVERSATIONS });

/** Fields of triggers that react to what people write; routing reads them (`TriggerData` of the engine). */
export function placeFields(where: (typeof PLACES)[number]) {
  return {
    where: z.enum(PLACES).default(where).meta({ control: 'select', options: PLACES, advanced: true }),
    onlyMentioned: z.boolean().default(false).meta({ control: 'switch', showWhen: IN_GROUPS, advanced: true }),
    conversation: conversationField.meta({ control: 'select', options: CONVERSATIONS, showWhen: IN_GROUPS, advanced: true }),
  };
}

/** Values of a freshly dropped trigger with `placeFields`. */
export function placeDefaults<Where extends (typeof PLACES)[number]>(where: Where) {
  return { where, onlyMentioned: false, conversation: 'group' as const };
}
