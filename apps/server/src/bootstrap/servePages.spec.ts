import Fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePages } from './servePages';
import { serveStudio } from './serveStudio';

describe('public pages', () => {
  let folder: string;
  let server: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chatloom-pages-'));
    for (const app of ['studio', 'pages']) {
      mkdirSync(join(folder, app, 'assets'), { recursive: true });
      writeFileSync(join(folder, app, 'index.html'), `<!doctype html><title>${app}</title>`);
      writeFileSync(join(folder, app, 'assets/app-1a2b.js'), `export const app = '${app}';`);
    }
    server = Fastify();
    await serveStudio(server, join(folder, 'studio'));
    servePages(server, join(folder, 'pages'));
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('open at any code, and nowhere else', async () => {
    expect(await (await fetch(`${url}/p/AbCdEfGhIjKlMnOpQrStUv`)).text()).toContain('<title>pages</title>');
    expect(await (await fetch(`${url}/b/1`)).text()).toContain('<title>studio</title>');
  });
  it('have files of their own, kept by browsers for ever', async () => {
    const response = await fetch(`${url}/p/assets/app-1a2b.js`);
    expect([await response.text(), response.headers.get('cache-control')]).toEqual(["export const app = 'pages';", 'public, max-age=31536000, immutable']);
  });
  it.each(['/p/assets/gone.js', '/p/../studio/index.html', '/p/..%2fstudio%2findex.html', '/p/%E0%A4%A'])('have nothing at %s', async (path) => {
    expect(await (await fetch(url + path)).text()).not.toContain('<title>pages');
  });
});
