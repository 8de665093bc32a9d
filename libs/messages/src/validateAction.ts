import type { MessageFault } from './validateMessages';
import { type ActionContainer, actionSchema } from './wire/actions';
import { SAID } from './wire/leaves';

// Made once per container: building a schema costs far more than using it.
const schemas = new Map<ActionContainer, ReturnType<typeof actionSchema>>();

/**
 * Check one action as LINE does in its container, for what is no message: the areas of a rich menu.
 * @param property where the action stands, in LINE's notation, e.g. `areas[0].action`
 * @returns all faults in LINE's words; never throws
 */
export function validateAction(action: unknown, container: ActionContainer, property: string): MessageFault[] {
  let schema = schemas.get(container);
  if (!schema) schemas.set(container, (schema = actionSchema(container)));
  if (typeof action !== 'object' || action === null) return [{ message: action === undefined ? SAID.empty : SAID.invalid, property }];
  const result = schema.safeParse(action);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({ message: issue.message, property: [property, ...issue.path.map(String)].join('.') }));
}
