import { Controller, Inject, Res } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type CallOutput, type PublicPage, Routes } from '@chatloom/contract';
import { GameFeed, PublicPages, TooManyViewersError } from '@chatloom/games';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** What public pages show. Nobody signs in: the code in the address is the key, and it is checked with each call. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly pages: PublicPages,
    @Inject(GameFeed) private readonly feed: GameFeed,
  ) {}

  @Route(Routes.getPublicPage)
  async get(@Call() { params }: CallOf<typeof Routes.getPublicPage>): Promise<CallOutput<typeof Routes.getPublicPage>> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    const page = await this.feed.page(kind, botId, gameId);
    if (!page) throw noSuchPage();
    return page as PublicPage;
  }

  /** Answers as a stream. Whatever can be refused is refused before it begins. */
  @Route(Routes.streamPublicPage)
  async stream(@Call() { params }: CallOf<typeof Routes.streamPublicPage>, @Res() reply: FastifyReply): Promise<void> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    if (this.feed.isFull) throw new AccessError('unavailable', 'Too many people are looking at the moment.');
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    await this.feed.show(kind, botId, gameId, reply.raw).catch((error: unknown) => {
      if (!(error instanceof TooManyViewersError)) throw error;
      reply.raw.end();
    });
  }

  private async pageOrThrow(code: string) {
    const page = await this.pages.find(code);
    if (!page) throw noSuchPage();
    return page;
  }
}

function noSuchPage(): AccessError {
  return new AccessError('notFound', 'There is no such page, or it has been switched off.');
}
