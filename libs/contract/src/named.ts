import { z } from 'zod';

/**
 * Names of schemas that become `components.schemas` of the OpenAPI document. Its own registry rather than zod's global
 * one, so that loading this library twice (a hot reload) does not clash.
 */
export const schemaNames = z.registry<{ id: string }>();

/** Gives a schema its name in the OpenAPI document. */
export function named<S extends z.ZodType>(id: string, schema: S): S {
  schemaNames.add(schema, { id });
  return schema;
}
