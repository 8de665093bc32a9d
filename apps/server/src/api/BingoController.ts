import { Controller, Inject, Res } from '@nestjs/common';
import { type CallOutput, Routes } from '@chatloom/contract';
import { BingoGames, BingoPlay, BingoPlayers, exportBingo, GameAudit, GameFeed, type Host, PublicPages } from '@chatloom/games';
import { CONFIG, type Config } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';
import { streamGame } from './streamGame';

type Hosted = Pick<CallOf<typeof Routes.startBingo>, 'params' | 'principal' | 'ip'>;

/** Games of bingo of a bot. */
@Controller()
export class BingoController {
  constructor(
    private readonly games: BingoGames,
    private readonly play: BingoPlay,
    private readonly players: BingoPlayers,
    private readonly pages: PublicPages,
    private readonly audit: GameAudit,
    @Inject(GameFeed) private readonly feed: GameFeed,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.listBingo)
  async list(@Call() { params }: CallOf<typeof Routes.listBingo>): Promise<CallOutput<typeof Routes.listBingo>> {
    return { items: await this.games.list(params.botId) };
  }

  @Route(Routes.createBingo)
  async create(@Call() { params, body }: CallOf<typeof Routes.createBingo>): Promise<CallOutput<typeof Routes.createBingo>> {
    return this.detail(params.botId, await this.games.create(params.botId, body));
  }

  @Route(Routes.getBingo)
  get(@Call() { params }: CallOf<typeof Routes.getBingo>): Promise<CallOutput<typeof Routes.getBingo>> {
    return this.detail(params.botId, params.gameId);
  }

  @Route(Routes.streamBingo)
  async stream(@Call() { params }: CallOf<typeof Routes.streamBingo>, @Res() reply: FastifyReply): Promise<void> {
    await this.games.view(params.botId, params.gameId);
    await streamGame(this.feed, reply, 'bingo', params.botId, params.gameId, 'host');
  }

  @Route(Routes.saveBingo)
  async save(@Call() call: CallOf<typeof Routes.saveBingo>): Promise<CallOutput<typeof Routes.saveBingo>> {
    const { botId, gameId } = call.params;
    await this.audit.changing(hostOf(call), () => this.games.save(botId, gameId, call.body));
    return this.detail(botId, gameId);
  }

  @Route(Routes.copyBingo)
  async copy(@Call() { params, body }: CallOf<typeof Routes.copyBingo>): Promise<CallOutput<typeof Routes.copyBingo>> {
    return this.detail(params.botId, await this.games.copy(params.botId, params.gameId, body.name));
  }

  @Route(Routes.deleteBingo)
  async remove(@Call() call: CallOf<typeof Routes.deleteBingo>): Promise<void> {
    await this.games.remove(call.params.botId, call.params.gameId);
    await this.record('bingo.deleted', call);
  }

  @Route(Routes.openBingo)
  async open(@Call() call: CallOf<typeof Routes.openBingo>): Promise<CallOutput<typeof Routes.openBingo>> {
    const isNew = await this.games.open(call.params.botId, call.params.gameId);
    if (!isNew) return this.again(call);
    return this.done('bingo.opened', call);
  }

  @Route(Routes.startBingo)
  async start(@Call() call: CallOf<typeof Routes.startBingo>): Promise<CallOutput<typeof Routes.startBingo>> {
    const { round, isNew } = await this.play.start(call.params.botId, call.params.gameId);
    if (!isNew) return this.again(call);
    return this.done('bingo.started', call, { round });
  }

  @Route(Routes.callBingo)
  async call(@Call() call: CallOf<typeof Routes.callBingo>): Promise<CallOutput<typeof Routes.callBingo>> {
    const { calls } = await this.play.call(call.params.botId, call.params.gameId, call.body);
    return this.done('bingo.called', call, { calls, byHand: call.body.item !== undefined });
  }

  @Route(Routes.undoBingoCall)
  async undo(@Call() call: CallOf<typeof Routes.undoBingoCall>): Promise<CallOutput<typeof Routes.undoBingoCall>> {
    await this.play.undo(call.params.botId, call.params.gameId, call.body.after);
    return this.done('bingo.undone', call);
  }

  @Route(Routes.endBingo)
  async end(@Call() call: CallOf<typeof Routes.endBingo>): Promise<CallOutput<typeof Routes.endBingo>> {
    await this.play.end(call.params.botId, call.params.gameId);
    return this.done('bingo.ended', call);
  }

  @Route(Routes.listBingoPlayers)
  listPlayers(@Call() { params, query }: CallOf<typeof Routes.listBingoPlayers>): Promise<CallOutput<typeof Routes.listBingoPlayers>> {
    return this.players.list(params.botId, params.gameId, query);
  }

  @Route(Routes.addBingoPlayers)
  async addPlayers(@Call() call: CallOf<typeof Routes.addBingoPlayers>): Promise<CallOutput<typeof Routes.addBingoPlayers>> {
    const joined = await this.players.add(call.params.botId, call.params.gameId, call.body.contactIds);
    await this.record('bingo.playersAdded', call, { joined });
    return { joined };
  }

  @Route(Routes.exportBingo)
  async export(@Call() call: CallOf<typeof Routes.exportBingo>, @Res() reply: FastifyReply): Promise<void> {
    const game = await this.games.view(call.params.botId, call.params.gameId);
    await this.record('bingo.exported', call);
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${game.name}.csv`)}`)
      .send(exportBingo(game));
  }

  @Route(Routes.setBingoPage)
  async setPage(@Call() call: CallOf<typeof Routes.setBingoPage>): Promise<CallOutput<typeof Routes.setBingoPage>> {
    const { botId, gameId } = call.params;
    await this.games.view(botId, gameId);
    await this.pages.set(botId, 'bingo', gameId, call.body);
    await this.record('bingo.pageSet', call, { isOn: call.body.isOn });
    return this.page(botId, gameId);
  }

  private async done(action: string, call: Hosted, details: Record<string, string | number | boolean> = {}): Promise<CallOutput<typeof Routes.getBingo>> {
    await this.record(action, call, details);
    return this.detail(call.params.botId, call.params.gameId);
  }

  /** It had been done before, so nothing happened; that somebody wanted it twice is written down. */
  private async again(call: Hosted): Promise<CallOutput<typeof Routes.getBingo>> {
    await this.audit.hostRefused(hostOf(call), 'startedTwice');
    return this.detail(call.params.botId, call.params.gameId);
  }

  private async detail(botId: string, gameId: string): Promise<CallOutput<typeof Routes.getBingo>> {
    return { ...(await this.games.view(botId, gameId)), page: await this.page(botId, gameId) };
  }

  private async page(botId: string, gameId: string): Promise<CallOutput<typeof Routes.setBingoPage>> {
    const { code, isOn, joinText } = await this.pages.of(botId, 'bingo', gameId);
    return { url: isOn ? `${this.config.PUBLIC_URL}/p/${code}` : null, joinText };
  }

  private async record(action: string, call: Hosted, details: Record<string, string | number | boolean> = {}): Promise<void> {
    await this.audit.hosted({ action, botId: call.params.botId, personId: call.principal.person.id, ip: call.ip, details: { gameId: call.params.gameId, ...details } });
  }
}

function hostOf({ params, principal, ip }: Hosted): Host {
  return { botId: params.botId, personId: principal.person.id, ip, kind: 'bingo', gameId: params.gameId };
}
