import { AccessError } from '@chatloom/accounts';
import { type GameFeed, TooManyViewersError } from '@chatloom/games';
import type { FastifyReply } from 'fastify';

/**
 * Answer with the live page of a game, as server-sent events, until the viewer goes away. Whatever can be refused is refused before it
 * begins. @throws AccessError `unavailable` when too many people are looking
 */
export async function streamGame(feed: GameFeed, reply: FastifyReply, ...[kind, botId, gameId, audience]: [kind: Parameters<GameFeed['show']>[0], botId: string, gameId: string, audience?: Parameters<GameFeed['show']>[4]]): Promise<void> {
  if (feed.isFull) throw new AccessError('unavailable', 'Too many people are looking at the moment.');
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  reply.hijack();
  reply.raw.writeHead(200, headers as Record<string, string>);
  await feed.show(kind, botId, gameId, reply.raw, audience).catch((error: unknown) => {
    if (!(error instanceof TooManyViewersError)) throw error;
    reply.raw.end();
  });
}
