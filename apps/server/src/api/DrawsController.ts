import { Controller, Inject, Res } from '@nestjs/common';
import { type CallOutput, Routes } from '@chatloom/contract';
import { DrawCodes, Draws, exportDraw, GameAudit, GameFeed, type Host, PublicPages } from '@chatloom/games';
import { CONFIG, type Config } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';
import { sendCsv } from './sendCsv';
import { streamGame } from './streamGame';

type Hosted = Pick<CallOf<typeof Routes.startDraw>, 'params' | 'principal' | 'ip'>;

/** Draws of a bot. */
@Controller()
export class DrawsController {
  constructor(
    private readonly draws: Draws,
    private readonly codes: DrawCodes,
    private readonly pages: PublicPages,
    private readonly audit: GameAudit,
    @Inject(GameFeed) private readonly feed: GameFeed,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.listDraws)
  async list(@Call() { params }: CallOf<typeof Routes.listDraws>): Promise<CallOutput<typeof Routes.listDraws>> {
    return { items: await this.draws.list(params.botId) };
  }

  @Route(Routes.createDraw)
  async create(@Call() { params, body }: CallOf<typeof Routes.createDraw>): Promise<CallOutput<typeof Routes.createDraw>> {
    return this.detail(params.botId, await this.draws.create(params.botId, body));
  }

  @Route(Routes.getDraw)
  get(@Call() { params }: CallOf<typeof Routes.getDraw>): Promise<CallOutput<typeof Routes.getDraw>> {
    return this.detail(params.botId, params.drawId);
  }

  @Route(Routes.streamDraw)
  async stream(@Call() { params }: CallOf<typeof Routes.streamDraw>, @Res() reply: FastifyReply): Promise<void> {
    await this.draws.view(params.botId, params.drawId);
    await streamGame(this.feed, reply, 'draw', params.botId, params.drawId, 'host');
  }

  @Route(Routes.saveDraw)
  async save(@Call() call: CallOf<typeof Routes.saveDraw>): Promise<CallOutput<typeof Routes.saveDraw>> {
    const { botId, drawId } = call.params;
    await this.audit.changing(hostOf(call), () => this.draws.save(botId, drawId, call.body));
    return this.detail(botId, drawId);
  }

  @Route(Routes.copyDraw)
  async copy(@Call() { params, body }: CallOf<typeof Routes.copyDraw>): Promise<CallOutput<typeof Routes.copyDraw>> {
    return this.detail(params.botId, await this.draws.copy(params.botId, params.drawId, body.name));
  }

  @Route(Routes.deleteDraw)
  async remove(@Call() call: CallOf<typeof Routes.deleteDraw>): Promise<void> {
    await this.draws.remove(call.params.botId, call.params.drawId);
    await this.record('draw.deleted', call);
  }

  @Route(Routes.startDraw)
  async start(@Call() call: CallOf<typeof Routes.startDraw>): Promise<CallOutput<typeof Routes.startDraw>> {
    const { botId, drawId } = call.params;
    if (await this.draws.start(botId, drawId)) return this.done('draw.started', call);
    await this.audit.hostRefused(hostOf(call), 'startedTwice');
    return this.detail(botId, drawId);
  }

  @Route(Routes.closeDraw)
  async close(@Call() call: CallOf<typeof Routes.closeDraw>): Promise<CallOutput<typeof Routes.closeDraw>> {
    await this.draws.close(call.params.botId, call.params.drawId);
    return this.done('draw.closed', call);
  }

  @Route(Routes.drawWinners)
  async drawWinners(@Call() call: CallOf<typeof Routes.drawWinners>): Promise<CallOutput<typeof Routes.drawWinners>> {
    await this.draws.drawWinners(call.params.botId, call.params.drawId);
    return this.done('draw.drawn', call);
  }

  @Route(Routes.stopDraw)
  async stop(@Call() call: CallOf<typeof Routes.stopDraw>): Promise<CallOutput<typeof Routes.stopDraw>> {
    await this.draws.stop(call.params.botId, call.params.drawId);
    return this.done('draw.stopped', call);
  }

  @Route(Routes.uploadDrawCodes)
  async uploadCodes(@Call() call: CallOf<typeof Routes.uploadDrawCodes>): Promise<CallOutput<typeof Routes.uploadDrawCodes>> {
    const { botId, drawId, prizeId } = call.params;
    const uploaded = await this.codes.upload(botId, drawId, prizeId, call.body.text);
    await this.record('draw.codesAdded', call, { prizeId, added: uploaded.added });
    return uploaded;
  }

  @Route(Routes.removeDrawCodes)
  async removeCodes(@Call() call: CallOf<typeof Routes.removeDrawCodes>): Promise<void> {
    const { botId, drawId, prizeId } = call.params;
    await this.codes.remove(botId, drawId, prizeId);
    await this.record('draw.codesRemoved', call, { prizeId });
  }

  @Route(Routes.listDrawTries)
  listTries(@Call() { params, query }: CallOf<typeof Routes.listDrawTries>): Promise<CallOutput<typeof Routes.listDrawTries>> {
    return this.draws.tries(params.botId, params.drawId, query);
  }

  @Route(Routes.exportDraw)
  async export(@Call() call: CallOf<typeof Routes.exportDraw>, @Res() reply: FastifyReply): Promise<void> {
    const { botId, drawId } = call.params;
    const draw = await this.draws.view(botId, drawId);
    await this.record('draw.exported', call);
    await sendCsv(reply, { fileName: `${draw.name}.csv`, text: exportDraw(this.draws, botId, draw) });
  }

  @Route(Routes.setDrawPage)
  async setPage(@Call() call: CallOf<typeof Routes.setDrawPage>): Promise<CallOutput<typeof Routes.setDrawPage>> {
    const { botId, drawId } = call.params;
    await this.draws.view(botId, drawId);
    await this.pages.set(botId, 'draw', drawId, call.body);
    await this.record('draw.pageSet', call, { isOn: call.body.isOn });
    return this.page(botId, drawId);
  }

  private async done(action: string, call: Hosted): Promise<CallOutput<typeof Routes.getDraw>> {
    await this.record(action, call);
    return this.detail(call.params.botId, call.params.drawId);
  }

  private async detail(botId: string, drawId: string): Promise<CallOutput<typeof Routes.getDraw>> {
    return { ...(await this.draws.view(botId, drawId)), page: await this.page(botId, drawId) };
  }

  private async page(botId: string, drawId: string): Promise<CallOutput<typeof Routes.setDrawPage>> {
    const { code, isOn, joinText } = await this.pages.of(botId, 'draw', drawId);
    return { url: isOn ? `${this.config.PUBLIC_URL}/p/${code}` : null, joinText };
  }

  private async record(action: string, call: Hosted, details: Record<string, string | number | boolean> = {}): Promise<void> {
    await this.audit.hosted({ action, botId: call.params.botId, personId: call.principal.person.id, ip: call.ip, details: { drawId: call.params.drawId, ...details } });
  }
}

function hostOf({ params, principal, ip }: Hosted): Host {
  return { botId: params.botId, personId: principal.person.id, ip, kind: 'draw', gameId: params.drawId };
}
