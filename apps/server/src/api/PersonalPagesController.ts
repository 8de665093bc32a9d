import { Controller, Inject, Res } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import { BingoPictures, DrawPage, GameFeed, PersonalPages, type PersonalScene, TooManyPicturesError } from '@chatloom/games';
import { RateLimits } from '@chatloom/line';
import { Clock } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { noProof } from './PublicPagesController';
import { Call, type CallOf, Route } from './route';
import { streamGame } from './streamGame';

/** Of one person on one page, in one process. It keeps a stuck script from costing much; PINs and tries have limits of their own, in the tables. */
const RATES = { look: { calls: 30, perMs: 30_000 }, act: { calls: 20, perMs: 20_000 } } as const;
/** Everybody starts anew so often, so that those who were here once are not remembered for ever. */
const FORGET_AFTER_MS = 3_600_000;

/** People's own pages of games. The signed token in the address says who they are; acting is POST only, so that programs which preview links never act. */
@Controller()
export class PersonalPagesController {
  private limits: RateLimits<keyof typeof RATES>;
  private limitsSince: number;

  constructor(
    private readonly pages: PersonalPages,
    private readonly pictures: BingoPictures,
    @Inject(GameFeed) private readonly feed: GameFeed,
    private readonly draws: DrawPage,
    private readonly clock: Clock,
  ) {
    this.limitsSince = clock.now();
    this.limits = this.newLimits();
  }

  @Route(Routes.getPersonalPage)
  async get(@Call() { params }: CallOf<typeof Routes.getPersonalPage>): Promise<CallOutput<typeof Routes.getPersonalPage>> {
    const page = await this.pages.show(await this.sceneOrThrow(params.token, 'look'));
    if (!page) throw noSuchPage();
    return page;
  }

  @Route(Routes.actOnPersonalPage)
  async act(@Call() { params, body }: CallOf<typeof Routes.actOnPersonalPage>): Promise<CallOutput<typeof Routes.actOnPersonalPage>> {
    const answer = await this.pages.act(await this.sceneOrThrow(params.token, 'act'), body);
    if (!answer) throw noSuchPage();
    return answer;
  }

  @Route(Routes.getPersonalDrawProof)
  async drawProof(@Call() { params, query }: CallOf<typeof Routes.getPersonalDrawProof>): Promise<CallOutput<typeof Routes.getPersonalDrawProof>> {
    const { kind, botId, gameId } = await this.sceneOrThrow(params.token, 'look');
    const proof = kind === 'draw' ? await this.draws.proof(botId, gameId, query.cursor) : null;
    if (!proof) throw noProof();
    return proof;
  }

  @Route(Routes.streamPersonalPage)
  async stream(@Call() { params }: CallOf<typeof Routes.streamPersonalPage>, @Res() reply: FastifyReply): Promise<void> {
    const scene = await this.sceneOrThrow(params.token, 'look');
    if (!this.feed.has(scene.kind, 'players') || !(await this.pages.show(scene))) throw noSuchPage();
    await streamGame(this.feed, reply, scene.kind, scene.botId, scene.gameId, 'players');
  }

  @Route(Routes.getBingoCardPicture)
  async picture(@Call() { params }: CallOf<typeof Routes.getBingoCardPicture>, @Res() reply: FastifyReply): Promise<void> {
    const picture = await this.pictures.read(params.token).catch((error: unknown) => {
      if (error instanceof TooManyPicturesError) throw new AccessError('unavailable', 'Too many cards are being painted. Try again in a moment.');
      throw error;
    });
    await reply
      .header('content-type', 'image/png')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(picture);
  }

  private async sceneOrThrow(token: string, what: keyof typeof RATES): Promise<PersonalScene> {
    const scene = await this.pages.scene(token);
    if (!scene) throw noSuchPage();
    if (scene.now - this.limitsSince > FORGET_AFTER_MS) {
      this.limitsSince = scene.now;
      this.limits = this.newLimits();
    }
    const waitMs = this.limits.take(`${scene.contactId}/${scene.gameId}`, what);
    if (waitMs > 0) throw new AccessError('throttled', 'Too many tries. Wait a moment.', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    return scene;
  }

  private newLimits(): RateLimits<keyof typeof RATES> {
    return new RateLimits(() => this.clock.now(), RATES);
  }
}

function noSuchPage(): AccessError {
  return new AccessError('notFound', 'There is no such page, or it is over.');
}
