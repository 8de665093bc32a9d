import Ajv2019, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';

type Schema = Record<string, any>;

/** One operation of the document, with the path it stands at. */
export interface Operation {
  template: string;
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
  requestBody?: any;
  responses?: any;
}

/** Says what is wrong with a value, one line per fault. */
export type Check = (value: unknown) => string[];

/**
 * Checks values against an OpenAPI 3.0 document the way LINE writes them: a `discriminator` decides which sub-schema
 * holds, and fields the document does not know are faults.
 */
export class OpenApiChecker {
  private readonly checks = new Map<Schema, Check>();
  private readonly ajv = new Ajv2019({ strict: false, allErrors: true });

  /** @param document as read from its YAML */
  constructor(private readonly document: Schema) {
    addFormats(this.ajv);
    const defs: Schema = {};
    for (const [name, schema] of Object.entries<Schema>(this.document.components.schemas)) {
      defs[name] = translate(schema);
      const mapping: Record<string, string> | undefined = schema.discriminator?.mapping;
      const property: string | undefined = schema.discriminator?.propertyName;
      // By reference from elsewhere a value is one of the kinds; as a part of a kind it is only the common fields.
      defs[`${name}.any`] = {
        allOf: [
          ...(mapping && property
            ? Object.entries(mapping).map(([kind, ref]) => ({ if: { properties: { [property]: { const: kind } } }, then: { $ref: local(ref) } }))
            : []),
          { $ref: `#/$defs/${name}` },
        ],
        unevaluatedProperties: false,
      };
    }
    this.ajv.addSchema({ $id: 'line', $defs: defs });
  }

  /** The check of a named schema. */
  schema(name: string): Check {
    return toCheck(this.ajv.compile({ $ref: `line#/$defs/${name}.any` }));
  }

  /** The operation a request is for, fixed paths before those with names in them. */
  find(method: string, path: string): Operation | undefined {
    const templates = Object.keys(this.document.paths).filter((template) => this.document.paths[template][method.toLowerCase()] && fits(template, path));
    const template = templates.find((one) => one === path) ?? templates.sort((a, b) => a.split('{').length - b.split('{').length)[0];
    return template === undefined ? undefined : { template, ...this.document.paths[template][method.toLowerCase()] };
  }

  /** The check of an endpoint's answer with this status; undefined when the document describes no JSON there. */
  response(operation: Operation, status: number): Check | undefined {
    const schema = operation.responses?.[status]?.content?.['application/json']?.schema;
    return schema && this.compiled(schema);
  }

  /**
   * Faults of a request: a body where none is described or none where one is, its form, unknown or missing queries, and
   * headers of LINE's own (`x-line-…`, lower case) that are not described.
   */
  requestFaults(operation: Operation, request: { query: URLSearchParams; headers?: Record<string, string>; contentType?: string; body?: Buffer | string }): string[] {
    const { query, headers = {}, contentType = '', body } = request;
    const described = operation.requestBody?.content as Record<string, { schema: Schema }> | undefined;
    const hasBody = body !== undefined && body.length > 0;
    const faults = [...this.queryFaults(operation, query), ...this.headerFaults(operation, headers)];
    if (!described) return hasBody ? [...faults, 'has a body, and none is described'] : faults;
    if (!hasBody) return operation.requestBody.required ? [...faults, 'has no body'] : faults;
    const type = contentType.split(';')[0]!;
    const content = described[type] ?? described['*/*'];
    if (!content) return [...faults, `is sent as ${type}, described as ${Object.keys(described).join(', ')}`];
    if (type === 'application/json') return [...faults, ...this.compiled(content.schema)(JSON.parse(body.toString()))];
    if (type === 'application/x-www-form-urlencoded') return [...faults, ...this.compiled(content.schema)(Object.fromEntries(new URLSearchParams(body.toString())))];
    return faults;
  }

  private headerFaults(operation: Operation, headers: Record<string, string>): string[] {
    return Object.entries(headers).flatMap(([name, value]) => {
      const described = operation.parameters?.find((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name);
      if (!described) return [`${name} is not described`];
      return this.compiled(described.schema)(value).map((fault) => `${name}: ${fault}`);
    });
  }

  private queryFaults(operation: Operation, query: URLSearchParams): string[] {
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const names = described.map(({ name }) => name);
    const faults = [...query.keys()].filter((name) => !names.includes(name)).map((name) => `?${name} is not described`);
    for (const { name, required, schema } of described) {
      const value = query.get(name);
      if (value === null) {
        if (required) faults.push(`?${name} is missing`);
      } else faults.push(...this.compiled(schema)(coerce(schema, value)).map((fault) => `?${name}: ${fault}`));
    }
    return faults;
  }

  private compiled(schema: Schema): Check {
    let check = this.checks.get(schema);
    if (!check) this.checks.set(schema, (check = toCheck(this.ajv.compile(absolute(translate(schema))))));
    return check;
  }
}

/** A query is text; what is described decides what it stands for. */
function coerce(schema: Schema, value: string): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return Number(value);
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return schema.type === 'array' ? value.split(',') : value;
}

function fits(template: string, path: string): boolean {
  const [parts, given] = [template.split('/'), path.split('/')];
  return parts.length === given.length && parts.every((part, index) => (part.startsWith('{') ? given[index] !== '' : part === given[index]));
}

function toCheck(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(sentence));
}

const sentence = ({ instancePath, message, params }: ErrorObject): string => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;

const local = (ref: string): string => ref.replace('#/components/schemas/', '#/$defs/');

/** OpenAPI 3.0's own keywords in JSON Schema. */
function translate(schema: any, inAllOf = false): any {
  if (Array.isArray(schema)) return schema.map((inner) => translate(inner));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string') return { $ref: inAllOf ? local(schema.$ref) : `${local(schema.$ref)}.any` };
  const result: Schema = {};
  for (const [key, inner] of Object.entries<any>(schema)) {
    if (key === 'discriminator' || key === 'example' || key === 'externalDocs') continue;
    if (key === 'allOf') result.allOf = inner.map((part: any) => translate(part, true));
    // Some formats of LINE's are patterns.
    else if (key === 'format' && String(inner).startsWith('^')) result.pattern = inner;
    else if (key === 'format' && ['int32', 'int64', 'double', 'binary', 'uri'].includes(inner)) continue;
    else result[key] = translate(inner);
  }
  if (schema.nullable && typeof schema.type === 'string') result.type = [schema.type, 'null'];
  return result;
}

/** References of a schema that stands outside of the document. */
function absolute(schema: any): any {
  if (Array.isArray(schema)) return schema.map(absolute);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, inner]) => [key, key === '$ref' && typeof inner === 'string' ? inner.replace(/^#/, 'line#') : absolute(inner)]),
  );
}
