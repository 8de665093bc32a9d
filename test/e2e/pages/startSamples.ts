import type { PersonalAct, PersonalPage, PublicPage } from '@chatloom/contract';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { securityHeaders } from '../../../apps/server/src/bootstrap/securityHeaders';

const FOLDER = join(__dirname, '../../../dist/pages');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** The built pages over samples instead of games: every state a page can be in, without playing until it comes about. */
export interface Samples {
  url: string;
  /** The address of a public page that shows this. */
  publicPage(page: PublicPage): string;
  /** The address of a personal page that shows this; `answer` says what comes of an act. */
  personalPage(page: PersonalPage, answer?: (act: PersonalAct) => { outcome: string; page: PersonalPage }): string;
  /** Acts that arrived, in order. */
  readonly acts: PersonalAct[];
  stop(): Promise<void>;
}

/** Serves `dist/pages` with the security headers of the server. */
export async function startSamples(): Promise<Samples> {
  const shown = new Map<string, { page: PublicPage | PersonalPage; answer?: (act: PersonalAct) => { outcome: string; page: PersonalPage } }>();
  const acts: PersonalAct[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = securityHeaders({ PUBLIC_URL: url, SIMULATOR_URL: undefined });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url!, url).pathname;
    const send = (status: number, body: unknown) => response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (path.startsWith('/p/')) {
      const file = path.startsWith('/p/assets/') ? path.slice(3) : 'index.html';
      response.writeHead(200, { ...headers, 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(join(FOLDER, file)));
      return;
    }
    const [, what, code, isStream] = /^\/api\/v1\/public\/(pages|mine)\/([^/]+)(\/stream)?$/.exec(path) ?? [];
    const sample = code === undefined ? undefined : shown.get(code);
    if (!sample || (what === 'mine' && isStream)) return void send(404, { code: 'notFound', message: 'Gone', details: [] });
    if (isStream) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' }).write(`event: page\ndata: ${JSON.stringify(sample.page)}\n\n`);
      return;
    }
    if (request.method === 'POST') {
      let body = '';
      for await (const piece of request) body += String(piece);
      const act = JSON.parse(body) as PersonalAct;
      acts.push(act);
      const came = sample.answer?.(act) ?? { outcome: 'refused', page: sample.page as PersonalPage };
      sample.page = came.page;
      return void send(200, came);
    }
    send(200, sample.page);
  }

  let count = 0;
  const add = (length: number, sample: { page: PublicPage | PersonalPage; answer?: (act: PersonalAct) => { outcome: string; page: PersonalPage } }) => {
    const code = `1d${String((count += 1)).padStart(length - 2, '0')}`;
    shown.set(code, sample);
    return `${url}/p/${code}`;
  };
  return {
    url,
    publicPage: (page) => add(22, { page }),
    personalPage: (page, answer) => add(68, { page, ...(answer && { answer }) }),
    acts,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
