import { parse } from 'yaml';
import { OpenApiChecker } from './OpenApiChecker';

describe('checking against an OpenAPI document', () => {
  const checker = new OpenApiChecker(parse(`
components:
  schemas:
    Animal:
      type: object
      required: [type]
      properties: { type: { type: string } }
      discriminator: { propertyName: type, mapping: { cat: "#/components/schemas/Cat" } }
    Cat:
      allOf:
        - $ref: "#/components/schemas/Animal"
        - type: object
          required: [lives]
          properties: { lives: { type: integer } }
    Zoo:
      type: object
      properties: { animals: { type: array, items: { $ref: "#/components/schemas/Animal" } } }
paths:
  "/zoo/{name}":
    put:
      parameters: [{ in: query, name: limit, required: true, schema: { type: integer, maximum: 9 } }, { in: header, name: X-Line-Retry-Key, schema: { type: string, format: uuid } }]
      requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Zoo" } } } }
      responses: { "200": { description: OK } }
  "/zoo/list":
    get: { responses: { "200": { description: OK } } }
`));

  it('takes what fits and names what is missing, wrong or unknown', () => {
    const check = checker.schema('Zoo');
    expect(check({ animals: [{ type: 'cat', lives: 9 }] })).toEqual([]);
    expect(check({ animals: [{ type: 'cat' }] }).join()).toContain('lives');
    expect(check({ animals: [{ type: 'cat', lives: 'many' }] }).join()).toContain('/animals/0/lives must be integer');
    expect(check({ animals: [{ type: 'cat', lives: 9, wings: 2 }] }).join()).toContain('wings');
    expect(check({ cages: 3 }).join()).toContain('cages');
  });

  it('takes a request that fits and says what is wrong with one that does not', () => {
    const put = checker.find('PUT', '/zoo/berlin')!;
    const faults = (search: string, body?: string, contentType = 'application/json') =>
      checker.requestFaults(put, { query: new URLSearchParams(search), contentType, ...(body !== undefined && { body }) });
    expect(put.template).toBe('/zoo/{name}');
    expect(faults('limit=3', '{"animals":[]}')).toEqual([]);
    expect(faults('', '{}')).toEqual(['?limit is missing']);
    expect(faults('limit=10', '{}').join()).toContain('must be <= 9');
    expect(faults('limit=3&page=1', '{}')).toEqual(['?page is not described']);
    expect(faults('limit=3')).toEqual(['has no body']);
    expect(faults('limit=3', '{"cages":3}').join()).toContain('cages');
    expect(faults('limit=3', 'x', 'text/plain').join()).toContain('is sent as text/plain');
    const keyed = (headers: Record<string, string>) => checker.requestFaults(put, { query: new URLSearchParams('limit=3'), headers, contentType: 'application/json', body: '{}' });
    expect(keyed({ 'x-line-retry-key': '123e4567-e89b-12d3-a456-426614174000' })).toEqual([]);
    expect(keyed({ 'x-line-retry-key': 'once' }).join()).toContain('uuid');
    expect(keyed({ 'x-line-other': '1' })).toEqual(['x-line-other is not described']);
    const list = checker.find('GET', '/zoo/list')!;
    expect(list.template).toBe('/zoo/list');
    expect(checker.requestFaults(list, { query: new URLSearchParams(), contentType: 'application/json', body: '{}' })).toEqual(['has a body, and none is described']);
    expect(checker.find('GET', '/zoo/berlin/hall')).toBeUndefined();
  });
});
