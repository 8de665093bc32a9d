import { API_PREFIX, type RouteShape, Routes, botRoutes, isBotPermission, toOpenApi, urlOf, openingSchema, timeZoneSchema } from './index';

const table: [string, RouteShape][] = Object.entries(Routes);

describe('the route table', () => {
  it.each(table)('%s names in its path exactly the parameters it describes', (_, route) => {
    const inPath = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]);
    expect(inPath.sort()).toEqual(Object.keys(route.params?.shape ?? {}).sort());
  });

  it.each(table)('%s declares who may call it, and only bot routes ask for rights on a bot', (_, route) => {
    expect(route.auth === 'public').toBe(route.permission === 'none');
    expect(isBotPermission(route.permission)).toBe(route.path.startsWith('/bots/:botId'));
  });

  it.each(table)('%s is a sentence for readers and reads no body when it only looks', (_, route) => {
    expect(route.summary).toMatch(/^[A-Z].*[.?]$/);
    if (route.method === 'GET' || route.method === 'DELETE') expect(route.body).toBeUndefined();
  });

  it('has each method and path once', () => {
    const keys = table.map(([, route]) => `${route.method} ${route.path.replace(/:[A-Za-z]+/g, ':')}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('urlOf', () => {
  it('fills in and escapes parameters and leaves out what is not given', () => {
    expect(urlOf(Routes.callTrigger, { params: { botId: 'b', key: 'a/b c' } })).toBe('/api/v1/bots/b/api-triggers/a%2Fb%20c');
    expect(urlOf(Routes.listContacts, { params: { botId: 'b' }, query: { search: 'あ&', cursor: undefined } })).toBe('/api/v1/bots/b/contacts?search=%E3%81%82%26');
  });
  it('refuses a call without its parameter', () => {
    expect(() => urlOf(botRoutes.getBot, {})).toThrow('botId is missing');
  });
});

describe('toOpenApi', () => {
  const document = toOpenApi(Routes, '1.2.3') as any;

  it('describes every route once, with its id', () => {
    const ids = Object.values<any>(document.paths).flatMap((path) => Object.values<any>(path).map((operation) => operation.operationId));
    expect(ids.sort()).toEqual(Object.keys(Routes).sort());
    expect(Object.keys(document.paths).every((path) => path.startsWith(`${API_PREFIX}/`))).toBe(true);
  });

  it('resolves every reference inside itself', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of new Set(refs)) {
      expect(ref).toMatch(/^#\/components\/schemas\//);
      expect(document.components.schemas[ref.split('/').pop()!]).toBeDefined();
    }
  });

  it('marks public routes as open and bodies with only optional fields as optional', () => {
    expect(document.paths['/api/v1/session'].post.security).toEqual([]);
    expect(document.paths['/api/v1/bots/{botId}/flows/{flowId}/publish'].post.requestBody.required).toBe(false);
    expect(document.paths['/api/v1/bots'].post.requestBody.required).toBe(true);
  });
});

describe('fields', () => {
  it('takes opening hours that end later than they begin, until midnight', () => {
    expect(openingSchema.safeParse({ from: '09:00', to: '24:00' }).success).toBe(true);
    expect(openingSchema.safeParse({ from: '18:00', to: '02:00' }).success).toBe(false);
    expect(openingSchema.safeParse({ from: '9:00', to: '10:00' }).success).toBe(false);
  });
  it('takes time zones by name only', () => {
    expect(timeZoneSchema.safeParse('Asia/Tokyo').success).toBe(true);
    expect(timeZoneSchema.safeParse('+09:00').success).toBe(false);
    expect(timeZoneSchema.safeParse('Mars/Olympus').success).toBe(false);
  });
});
