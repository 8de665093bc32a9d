import type { NodeDefinition } from '@chatloom/flow';
import type { z, ZodType } from 'zod';

/** Infers a definition's data type from its schema, so that defaults, ports and checks are typed by it. */
export function defineNode<Schema extends ZodType>(
  definition: Omit<NodeDefinition<z.output<Schema>>, 'schema'> & { schema: Schema },
): NodeDefinition<z.output<Schema>> {
  return definition as unknown as NodeDefinition<z.output<Schema>>;
}
