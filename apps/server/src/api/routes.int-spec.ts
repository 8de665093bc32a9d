import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { accessRuleOf, OPEN_PATHS } from '@chatloom/accounts';
import { API_PREFIX, Routes } from '@chatloom/contract';
import { type ApiServer, startApiServer } from '@chatloom/test/apiServer';
import { routeOf } from './route';

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer();
}, 60_000);
afterAll(() => server.stop(), 30_000);

/** Every route of Nest's router: method, path, handler. */
function routerEntries(): { key: string; handler: object }[] {
  const scanner = new MetadataScanner();
  const modules = [...server.app.get(ModulesContainer, { strict: false }).values()];
  return modules.flatMap((module) => [...module.controllers.values()]).flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Record<string, object> }).prototype;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      return [{ key: `${method} /${path.replace(/^\//, '')}`, handler }];
    });
  });
}

describe('the router and the contract', () => {
  it('have the same routes below the prefix', () => {
    const served = routerEntries().map(({ key }) => key).filter((key) => key.includes(` ${API_PREFIX}/`));
    const described = Object.values(Routes).map((route) => `${route.method} ${API_PREFIX}${route.path}`);
    expect(served.sort()).toEqual(described.sort());
  });

  it('agree on who may call what: every route declares it, or is one of the few open ones', () => {
    const entries = routerEntries();
    expect(entries.length).toBeGreaterThan(40);
    for (const { key, handler } of entries) {
      const rule = accessRuleOf(handler);
      const path = key.split(' ')[1]!;
      if (!rule) expect([key, OPEN_PATHS.some((open) => open.test(path))]).toEqual([key, true]);
      else expect([key, rule]).toEqual([key, { auth: routeOf(handler)!.auth, permission: routeOf(handler)!.permission }]);
    }
  });
});

describe('strangers', () => {
  it.each(Object.entries(Routes).filter(([, route]) => route.auth === 'person'))('are not let in at %s', async (_, route) => {
    const path = route.path.replace(/:\w+/g, '019aa000-0000-7000-8000-000000000001');
    const response = await fetch(`${server.url}${API_PREFIX}${path}`, { method: route.method, ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }) });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', details: [] });
  });

  it('find the description of the API', async () => {
    const response = await fetch(`${server.url}/api/openapi.json`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/bots': expect.anything() } });
  });
});
