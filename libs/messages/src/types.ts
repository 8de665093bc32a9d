import type { z } from 'zod';
import type { ActionContainer, actionSchema } from './wire/actions';
import type { messageSchema } from './wire/messages';

/** A message object that LINE takes, told apart by `type`. */
export type LineMessageObject = z.infer<ReturnType<typeof messageSchema>>;
/** A message object of one type. */
export type LineMessageOf<Type extends LineMessageObject['type']> = Extract<LineMessageObject, { type: Type }>;
/** An action object; the container decides labels and kinds (FACTS §7). */
export type LineActionObject = z.infer<ReturnType<typeof actionSchema>>;
export type { ActionContainer };
