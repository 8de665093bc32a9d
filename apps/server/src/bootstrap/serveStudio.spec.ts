import Fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { securityHeaders, sendSecurityHeaders } from './securityHeaders';
import { serveStudio } from './serveStudio';

describe('the web app', () => {
  let folder: string;
  let server: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chatloom-studio-'));
    mkdirSync(join(folder, 'dist/assets'), { recursive: true });
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>Chatloom</title>');
    writeFileSync(join(folder, 'dist/assets/app-1a2b.js'), 'export {};');
    writeFileSync(join(folder, 'secret.txt'), 'outside');
    server = Fastify();
    sendSecurityHeaders(server, { SIMULATOR_URL: 'http://127.0.0.1:3001', PUBLIC_URL: 'https://chat.example.com' } as never);
    await serveStudio(server, join(folder, 'dist'));
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens at any address a person may reload', async () => {
    for (const path of ['/', '/bots/1/flows/2?tab=x', '/setup?token=y']) {
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Chatloom</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('lets browsers keep files whose names carry their content, for ever', async () => {
    const response = await fetch(`${url}/assets/app-1a2b.js`);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/assets/gone-0000.js', '/api/v1/nothing', '/webhook/x/y', '/health/nothing', '/%E0%A4%A'])('says that there is nothing at %s', async (path) => {
    const response = await fetch(url + path);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('<title>');
  });

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt'])('does not leave its folder by %s', async (path) => {
    expect(await (await fetch(url + path)).text()).not.toContain('outside');
  });

  it('comes with headers that let only its own code run', async () => {
    const { headers } = await fetch(url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('http://127.0.0.1:3001');
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(securityHeaders({ PUBLIC_URL: 'http://localhost:3000' } as never)['strict-transport-security']).toBeUndefined();
  });

  it('says so when it has not been built', async () => {
    const bare = Fastify();
    await serveStudio(bare, join(folder, 'nothing'));
    const address = await bare.listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(address);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm start');
    await bare.close();
  });
});
