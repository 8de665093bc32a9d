import { Controller, Inject, Res } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type CallOutput, type PublicPage, Routes } from '@chatloom/contract';
import { BingoPage, DrawPage, GameFeed, PublicPages } from '@chatloom/games';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';
import { streamGame } from './streamGame';

/** What public pages show. Nobody signs in: the code in the address is the key, and it is checked with each call. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly pages: PublicPages,
    @Inject(GameFeed) private readonly feed: GameFeed,
    private readonly bingo: BingoPage,
    private readonly draws: DrawPage,
  ) {}

  @Route(Routes.getPublicPage)
  async get(@Call() { params }: CallOf<typeof Routes.getPublicPage>): Promise<CallOutput<typeof Routes.getPublicPage>> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    const page = await this.feed.page(kind, botId, gameId);
    if (!page) throw noSuchPage();
    return page as PublicPage;
  }

  @Route(Routes.streamPublicPage)
  async stream(@Call() { params }: CallOf<typeof Routes.streamPublicPage>, @Res() reply: FastifyReply): Promise<void> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    await streamGame(this.feed, reply, kind, botId, gameId);
  }

  @Route(Routes.getBingoProof)
  async proof(@Call() { params }: CallOf<typeof Routes.getBingoProof>): Promise<CallOutput<typeof Routes.getBingoProof>> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    const proof = kind === 'bingo' ? await this.bingo.proof(botId, gameId) : null;
    if (!proof) throw noProof();
    return proof;
  }

  @Route(Routes.getDrawProof)
  async drawProof(@Call() { params, query }: CallOf<typeof Routes.getDrawProof>): Promise<CallOutput<typeof Routes.getDrawProof>> {
    const { kind, botId, gameId } = await this.pageOrThrow(params.code);
    const proof = kind === 'draw' ? await this.draws.proof(botId, gameId, query.cursor) : null;
    if (!proof) throw noProof();
    return proof;
  }

  private async pageOrThrow(code: string) {
    const page = await this.pages.find(code);
    if (!page) throw noSuchPage();
    return page;
  }
}

/** There is nothing to check, or not yet. */
export function noProof(): AccessError {
  return new AccessError('notFound', 'There is nothing to check, or the game has not ended yet.');
}

function noSuchPage(): AccessError {
  return new AccessError('notFound', 'There is no such page, or it has been switched off.');
}
