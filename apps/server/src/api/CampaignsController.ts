import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { Bots } from '@chatloom/bots';
import { type Campaign, CampaignControl, isChanging, CampaignLists, CampaignReports, Campaigns, CampaignViews, Pricing, SendReserve, TestSends } from '@chatloom/campaigns';
import { type CallOutput, type CampaignDesign, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { CampaignStreams } from './CampaignStreams';
import { Call, type CallOf, Route } from './route';

const CALENDAR_MS = 100 * 86_400_000;

/** Campaigns: designing, sending, watching, results. */
@Controller()
export class CampaignsController {
  constructor(
    private readonly bots: Bots,
    private readonly campaigns: Campaigns,
    private readonly control: CampaignControl,
    private readonly views: CampaignViews,
    private readonly reports: CampaignReports,
    private readonly pricing: Pricing,
    private readonly tests: TestSends,
    private readonly lists: CampaignLists,
    private readonly reserve: SendReserve,
    private readonly streams: CampaignStreams,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listCampaigns)
  async list(@Call() { params, query }: CallOf<typeof Routes.listCampaigns>): Promise<CallOutput<typeof Routes.listCampaigns>> {
    await this.bots.getOrThrow(params.botId);
    const { cursor, limit, search, state } = query;
    const page = await this.campaigns.list(params.botId, {
      limit: limit + 1,
      ...(search === undefined ? {} : { search }),
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor: readCursor(cursor) }),
    });
    const shown = page.slice(0, limit);
    const last = shown.at(-1);
    return { items: await this.views.summaries(params.botId, shown), nextCursor: page.length > limit && last ? `${last.updatedAt.getTime()}.${last.id}` : null };
  }

  @Route(Routes.createCampaign)
  async create(@Call() call: CallOf<typeof Routes.createCampaign>): Promise<CallOutput<typeof Routes.createCampaign>> {
    const { params, body } = call;
    await this.bots.getOrThrow(params.botId);
    const campaign = await this.campaigns.create(params.botId, body, call.principal.person.id);
    await this.record('campaign.created', call, { campaignId: campaign.id });
    return this.views.detail(campaign);
  }

  @Route(Routes.getCampaign)
  async get(@Call() { params }: CallOf<typeof Routes.getCampaign>): Promise<CallOutput<typeof Routes.getCampaign>> {
    return this.detail(params);
  }

  @Route(Routes.updateCampaign)
  async update(@Call() { params, body }: CallOf<typeof Routes.updateCampaign>): Promise<CallOutput<typeof Routes.updateCampaign>> {
    return this.views.detail(await this.campaigns.update(params.botId, params.campaignId, body));
  }

  @Route(Routes.deleteCampaign)
  async remove(@Call() call: CallOf<typeof Routes.deleteCampaign>): Promise<void> {
    await this.campaigns.delete(call.params.botId, call.params.campaignId);
    await this.record('campaign.deleted', call, { campaignId: call.params.campaignId });
  }

  @Route(Routes.duplicateCampaign)
  async duplicate(@Call() call: CallOf<typeof Routes.duplicateCampaign>): Promise<CallOutput<typeof Routes.duplicateCampaign>> {
    const { design } = await this.campaigns.getOrThrow(call.params.botId, call.params.campaignId);
    const campaign = await this.campaigns.create(call.params.botId, { name: call.body.name, design }, call.principal.person.id);
    await this.record('campaign.created', call, { campaignId: campaign.id, from: call.params.campaignId });
    return this.views.detail(campaign);
  }

  @Route(Routes.uploadCampaignList)
  async upload(@Call() { params, body }: CallOf<typeof Routes.uploadCampaignList>): Promise<CallOutput<typeof Routes.uploadCampaignList>> {
    const { channelId, fileName, base64, column } = body;
    return this.lists.upload(params.botId, { channelId, fileName, base64, ...(column === undefined ? {} : { column }) });
  }

  @Route(Routes.priceCampaign)
  async price(@Call() { params, body }: CallOf<typeof Routes.priceCampaign>): Promise<CallOutput<typeof Routes.priceCampaign>> {
    return this.pricing.price(params.botId, await this.designOf(params, body.design));
  }

  @Route(Routes.previewCampaign)
  async preview(@Call() { params, body }: CallOf<typeof Routes.previewCampaign>): Promise<CallOutput<typeof Routes.previewCampaign>> {
    const { variant, contactId, language } = body;
    const design = await this.designOf(params, body.design);
    const shown = await this.tests.preview(params.botId, design, { variant, ...(contactId === undefined ? {} : { contactId }), ...(language === undefined ? {} : { language }) });
    return shown as CallOutput<typeof Routes.previewCampaign>;
  }

  @Route(Routes.testCampaign)
  async test(@Call() call: CallOf<typeof Routes.testCampaign>): Promise<CallOutput<typeof Routes.testCampaign>> {
    const { params, body } = call;
    const { design } = await this.campaigns.getOrThrow(params.botId, params.campaignId);
    if (design.what.type !== 'messages') throw new AccessError('conflict', 'A campaign that starts a flow has no messages of its own: try the flow in the phone.');
    const results = await this.tests.send(params.botId, design, body.variant, body.contactIds);
    await this.record('campaign.tested', call, { campaignId: params.campaignId, people: body.contactIds.length });
    return { results };
  }

  @Route(Routes.startCampaign)
  async start(@Call() call: CallOf<typeof Routes.startCampaign>): Promise<CallOutput<typeof Routes.startCampaign>> {
    await this.control.start(call.params.botId, call.params.campaignId, call.body.revision);
    return this.done('campaign.started', call);
  }

  @Route(Routes.unscheduleCampaign)
  async unschedule(@Call() call: CallOf<typeof Routes.unscheduleCampaign>): Promise<CallOutput<typeof Routes.unscheduleCampaign>> {
    await this.control.unschedule(call.params.botId, call.params.campaignId);
    return this.done('campaign.unscheduled', call);
  }

  @Route(Routes.moveCampaign)
  async move(@Call() call: CallOf<typeof Routes.moveCampaign>): Promise<CallOutput<typeof Routes.moveCampaign>> {
    await this.control.move(call.params.botId, call.params.campaignId, call.body.at);
    return this.done('campaign.moved', call, { at: call.body.at });
  }

  @Route(Routes.pauseCampaign)
  async pause(@Call() call: CallOf<typeof Routes.pauseCampaign>): Promise<CallOutput<typeof Routes.pauseCampaign>> {
    await this.control.pause(call.params.botId, call.params.campaignId);
    return this.done('campaign.paused', call);
  }

  @Route(Routes.resumeCampaign)
  async resume(@Call() call: CallOf<typeof Routes.resumeCampaign>): Promise<CallOutput<typeof Routes.resumeCampaign>> {
    const before = await this.campaigns.getOrThrow(call.params.botId, call.params.campaignId);
    await this.control.resume(call.params.botId, call.params.campaignId, call.body.revision);
    return this.done(isChanging(before) ? 'campaign.changed' : 'campaign.resumed', call, isChanging(before) ? { revision: before.revision } : {});
  }

  @Route(Routes.cancelCampaign)
  async cancel(@Call() call: CallOf<typeof Routes.cancelCampaign>): Promise<CallOutput<typeof Routes.cancelCampaign>> {
    await this.control.cancel(call.params.botId, call.params.campaignId);
    return this.done('campaign.cancelled', call);
  }

  @Route(Routes.pickCampaignWinner)
  async pickWinner(@Call() call: CallOf<typeof Routes.pickCampaignWinner>): Promise<CallOutput<typeof Routes.pickCampaignWinner>> {
    await this.control.pickWinner(call.params.botId, call.params.campaignId, call.body.variant);
    return this.done('campaign.winnerPicked', call, { variant: call.body.variant });
  }

  @Route(Routes.retryCampaign)
  async retry(@Call() call: CallOf<typeof Routes.retryCampaign>): Promise<CallOutput<typeof Routes.retryCampaign>> {
    await this.control.retry(call.params.botId, call.params.campaignId, call.body.runId);
    return this.done('campaign.retried', call);
  }

  @Route(Routes.getCampaignProgress)
  async progress(@Call() { params }: CallOf<typeof Routes.getCampaignProgress>): Promise<CallOutput<typeof Routes.getCampaignProgress>> {
    return this.reports.progress(await this.campaigns.getOrThrow(params.botId, params.campaignId));
  }

  /** Answers as a stream. Whatever can be refused is refused before it begins. */
  @Route(Routes.streamCampaignProgress)
  async stream(@Call() { params }: CallOf<typeof Routes.streamCampaignProgress>, @Res() reply: FastifyReply): Promise<void> {
    await this.campaigns.getOrThrow(params.botId, params.campaignId);
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    await this.streams.serve(reply.raw, async () => this.reports.progress(await this.campaigns.getOrThrow(params.botId, params.campaignId)));
  }

  @Route(Routes.listCampaignRecipients)
  async recipients(@Call() { params, query }: CallOf<typeof Routes.listCampaignRecipients>): Promise<CallOutput<typeof Routes.listCampaignRecipients>> {
    const run = await this.runOf(params, query.runId);
    if (!run) return { items: [], nextCursor: null };
    const { limit, state, variant, search } = query;
    const page = await this.reports.recipients(run, {
      after: query.cursor === undefined ? 0 : readNumber(query.cursor),
      limit: limit + 1,
      ...(state === undefined ? {} : { state }),
      ...(variant === undefined ? {} : { variant }),
      ...(search === undefined ? {} : { search }),
    });
    const shown = page.slice(0, limit);
    return { items: shown.map((one) => one.recipient), nextCursor: page.length > limit ? String(shown.at(-1)!.no) : null };
  }

  @Route(Routes.getCampaignReport)
  async report(@Call() { params, query }: CallOf<typeof Routes.getCampaignReport>): Promise<CallOutput<typeof Routes.getCampaignReport>> {
    const run = await this.runOf(params, query.runId);
    if (!run) throw new AccessError('notFound', 'This campaign has not gone out yet.');
    return this.reports.report(run);
  }

  @Route(Routes.exportCampaignRecipients)
  async exportRecipients(@Call() call: CallOf<typeof Routes.exportCampaignRecipients>, @Res() reply: FastifyReply): Promise<void> {
    const run = await this.runOf(call.params, call.query.runId);
    if (!run) throw new AccessError('notFound', 'This campaign has not gone out yet.');
    await this.record('campaign.exported', call, { campaignId: call.params.campaignId, runId: run.id });
    await asFile(reply, 'recipients.csv').send(Readable.from(this.reports.recipientsCsv(run)));
  }

  @Route(Routes.exportCampaignReport)
  async exportReport(@Call() { params }: CallOf<typeof Routes.exportCampaignReport>, @Res() reply: FastifyReply): Promise<void> {
    await asFile(reply, 'report.csv').send(await this.reports.reportCsv(await this.campaigns.getOrThrow(params.botId, params.campaignId)));
  }

  @Route(Routes.getCampaignCalendar)
  async calendar(@Call() { params, query }: CallOf<typeof Routes.getCampaignCalendar>): Promise<CallOutput<typeof Routes.getCampaignCalendar>> {
    await this.bots.getOrThrow(params.botId);
    const from = Date.parse(query.from);
    return { items: await this.reports.calendar(params.botId, new Date(from), new Date(Math.min(Date.parse(query.to), from + CALENDAR_MS))) };
  }

  @Route(Routes.getSendReserve)
  async getReserve(@Call() { params }: CallOf<typeof Routes.getSendReserve>): Promise<CallOutput<typeof Routes.getSendReserve>> {
    return { messages: await this.reserve.get(params.botId, params.channelId) };
  }

  @Route(Routes.setSendReserve)
  async setReserve(@Call() call: CallOf<typeof Routes.setSendReserve>): Promise<CallOutput<typeof Routes.setSendReserve>> {
    await this.reserve.set(call.params.botId, call.params.channelId, call.body.messages);
    await this.record('campaign.reserveSet', call, { channelId: call.params.channelId, messages: call.body.messages });
    return call.body;
  }

  private async detail({ botId, campaignId }: Ids): Promise<CallOutput<typeof Routes.getCampaign>> {
    return this.views.detail(await this.campaigns.getOrThrow(botId, campaignId));
  }

  private async done(action: string, call: PersonCall & { params: Ids }, details: Details = {}): Promise<CallOutput<typeof Routes.getCampaign>> {
    await this.record(action, call, { campaignId: call.params.campaignId, ...details });
    return this.detail(call.params);
  }

  private async designOf({ botId, campaignId }: Ids, given: CampaignDesign | undefined): Promise<CampaignDesign> {
    const saved: Campaign = await this.campaigns.getOrThrow(botId, campaignId);
    return given ?? saved.design;
  }

  private async runOf({ botId, campaignId }: Ids, runId: string | undefined) {
    await this.campaigns.getOrThrow(botId, campaignId);
    const run = await this.views.find(botId, campaignId, runId);
    if (!run && runId !== undefined) throw new AccessError('notFound', 'There is no such run.');
    return run;
  }

  private async record(action: string, call: PersonCall, details: Details): Promise<void> {
    await this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details });
  }
}

type Details = Record<string, string | number | boolean | null>;
interface Ids {
  botId: string;
  campaignId: string;
}
type PersonCall = Pick<CallOf<typeof Routes.getCampaign>, 'principal' | 'ip'> & { params: { botId: string } };

function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`).header('x-content-type-options', 'nosniff');
}

function readCursor(cursor: string): { at: number; id: string } {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  if (!match) throw new AccessError('invalid', 'This cursor is not one of ours.');
  return { at: Number(match[1]), id: match[2]! };
}

function readNumber(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw new AccessError('invalid', 'This cursor is not one of ours.');
  return Number(cursor);
}
