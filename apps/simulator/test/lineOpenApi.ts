import Ajv2019, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Schema = Record<string, any>;

/** Says what is wrong with a value, one line per fault. */
export type Check = (value: unknown) => string[];

/**
 * Checks values against an OpenAPI 3.0 document the way LINE writes them: a `discriminator` decides which sub-schema
 * holds, and fields the document does not know are faults.
 */
export class OpenApiChecker {
  private readonly document: Schema;
  private readonly ajv = new Ajv2019({ strict: false, allErrors: true });

  constructor(yaml: string) {
    this.document = parse(yaml) as Schema;
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

  /** The check of an endpoint's answer with this status; undefined when the document describes none. */
  response(method: string, path: string, status: number): Check | undefined {
    const answer = this.document.paths[path]?.[method.toLowerCase()]?.responses?.[status];
    const schema: Schema | undefined = answer?.content?.['application/json']?.schema;
    return schema && toCheck(this.ajv.compile(absolute(translate(schema))));
  }

  /** Whether the document describes the endpoint. */
  knows(method: string, path: string): boolean {
    return this.document.paths[path]?.[method.toLowerCase()] !== undefined;
  }
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
