import { z } from 'zod';
import { apiErrorSchema, ERROR_CODES, type ErrorCode } from './error';
import { schemaNames } from './named';
import { API_PREFIX, type RouteShape, successStatus } from './route';

type JsonSchema = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of a route table. Named schemas (`named`) become components.
 * @param routes  by operation id, usually `Routes`
 * @param version the version of the product
 */
export function toOpenApi(routes: Record<string, RouteShape>, version = '1'): Record<string, unknown> {
  const schemas: Record<string, JsonSchema> = {};
  const errorRef = schemaOf(apiErrorSchema, 'output', schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, route] of Object.entries(routes)) {
    const path = `${API_PREFIX}${route.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(operationId, route, schemas, errorRef);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chatloom',
      version,
      description: 'Design LINE bots, publish them, and read what they did. Sign in with a personal API token: `Authorization: Bearer clt_…`.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(Object.values(routes).map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal API token.' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-chatloom', description: 'Set by signing in (named `chatloom` when the server is not on https).' },
      },
    },
  };
}

function operationOf(operationId: string, route: RouteShape, schemas: Record<string, JsonSchema>, errorRef: JsonSchema): JsonSchema {
  const media = route.produces ?? 'application/json';
  const operation: JsonSchema = {
    operationId,
    summary: route.summary,
    tags: [route.tag],
    parameters: [...parametersOf(route.params, 'path', schemas), ...parametersOf(route.query, 'query', schemas)],
    responses: {
      [successStatus(route)]:
        route.response === null
          ? { description: 'Done.' }
          : { description: 'Success.', content: { [media]: { schema: schemaOf(route.response, 'output', schemas) } } },
      ...errorsOf(route, errorRef),
    },
  };
  if (route.body) {
    const required = !route.body.safeParse(undefined).success;
    operation.requestBody = { required, content: { 'application/json': { schema: schemaOf(route.body, 'input', schemas) } } };
  }
  if (route.auth === 'public') operation.security = [];
  return operation;
}

/** Several codes may share a status: one entry per status, its codes in the description. */
function errorsOf(route: RouteShape, errorRef: JsonSchema): Record<string, JsonSchema> {
  const codes: ErrorCode[] = ['invalid', 'internal', ...(route.auth === 'person' ? (['unauthenticated', 'forbidden'] as const) : []), ...route.errors];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus.map((code) => `\`${code}\`: ${ERROR_CODES[code].meaning}`).join('\n\n'),
        content: { 'application/json': { schema: errorRef } },
      },
    ]),
  );
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', schemas: Record<string, JsonSchema>): JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(field as z.ZodType, 'input', schemas),
  }));
}

/** JSON Schema of a zod schema; named parts go to `schemas` and are referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, JsonSchema>): JsonSchema {
  const made = z.toJSONSchema(schema, { io, metadata: schemaNames as never, unrepresentable: 'any', target: 'draft-2020-12' }) as JsonSchema;
  const { $schema: _, $defs, ...rest } = made;
  for (const [name, part] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) schemas[name] = refer(part) as JsonSchema;
  const id = schemaNames.get(schema)?.id;
  if (id === undefined) return refer(rest) as JsonSchema;
  schemas[id] = refer(rest) as JsonSchema;
  return { $ref: `#/components/schemas/${id}` };
}

/** Local references become references into the document's components. */
function refer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(refer);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string') return [[key, inner.replace('#/$defs/', '#/components/schemas/')]];
      if (key === 'id' && typeof inner === 'string') return [];
      return [[key, refer(inner)]];
    }),
  );
}
