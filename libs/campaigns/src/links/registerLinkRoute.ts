import type { FastifyInstance } from 'fastify';
import { isPerson } from './isPerson';
import type { ShortLinks } from './ShortLinks';

/** What a person sees whose address leads nowhere: mistyped, or cut off by an old phone. */
const LOST_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Link not found</title></head>
<body><main><h1>This link leads nowhere</h1><p>Part of it may be missing. Open it from the chat once more.</p><p lang="ja">このリンクは見つかりません。トークからもう一度開いてください。</p><p lang="zh-TW">找不到這個連結，請回到聊天室再開啟一次。</p><p lang="th">ไม่พบลิงก์นี้ โปรดเปิดจากแชทอีกครั้ง</p></main></body></html>`;

/** `/l/<code>`: short addresses of campaigns. */
export function registerLinkRoute(fastify: FastifyInstance, links: Pick<ShortLinks, 'follow'>): void {
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/l/:code',
    handler: async (request, reply) => {
      const { code } = request.params as { code: string };
      const url = await links.follow(code, isPerson(request));
      // Each tap is to be heard of: no browser may remember where this leads.
      reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex');
      if (url === null) return reply.code(404).type('text/html; charset=utf-8').send(LOST_PAGE);
      return reply.code(302).header('location', new URL(url).toString()).send();
    },
  });
}
