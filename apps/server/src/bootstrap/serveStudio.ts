import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** First path segments that belong to the server; an unknown address below them is a 404, not the web app. */
const SERVER_PATHS = new Set(['api', 'webhook', 'health', 'metrics', 'assets', 'a', 'f', 'm', 'l']);
/** Vite puts a hash of the content into these names, so they never change. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The web app's files, and `index.html` for every other address a person may open or reload (`/bots/1/flows/2`).
 * Without a build there is a sentence instead.
 */
export async function serveStudio(fastify: FastifyInstance, folder: string): Promise<void> {
  const files = existsSync(join(folder, 'index.html')) ? listFiles(folder) : new Set<string>();
  await fastify.register(fastifyStatic as never, { root: folder, serve: false, cacheControl: false, etag: true } as never);
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      const path = decodePath(request.url);
      const send = (file: string) => (reply as unknown as { sendFile(name: string): unknown }).sendFile(file);
      if (path !== null && files.has(path)) {
        reply.header('cache-control', path.startsWith('assets/') ? FOR_EVER : 'no-cache');
        return send(path);
      }
      if (path === null || SERVER_PATHS.has(path.split('/')[0] ?? '')) {
        return reply.code(404).send({ code: 'notFound', message: 'There is nothing at this address.', details: [] });
      }
      if (files.size === 0) return reply.code(503).type('text/plain').send('The web app has not been built. `npm start` builds it.\n');
      reply.header('cache-control', 'no-cache');
      return send('index.html');
    },
  });
}

/** The path of an address without its first slashes; null when it cannot be read. */
export function decodePath(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '').replace(/^\/+/, '');
  } catch {
    return null;
  }
}

/** Every file below a folder, by its path inside it. */
export function listFiles(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')));
}
