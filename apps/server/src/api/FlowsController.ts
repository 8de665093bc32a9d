import { Controller, Res } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { Bots, Drafts, type FlowDetail, Flows, type FlowSummary, templateFor } from '@chatloom/bots';
import { type CallOutput, type FlowDetail as FlowBody, type FlowSummary as SummaryBody, Routes } from '@chatloom/contract';
import { stringifyDocument } from '@chatloom/flow';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** Clients that name no window of theirs. */
const NO_WINDOW = 'api';

@Controller()
export class FlowsController {
  constructor(
    private readonly bots: Bots,
    private readonly flows: Flows,
    private readonly drafts: Drafts,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listFlows)
  async list(@Call() { params, query }: CallOf<typeof Routes.listFlows>): Promise<CallOutput<typeof Routes.listFlows>> {
    return { items: (await this.flows.list(params.botId, query.archived === 'true')).map(toSummary) };
  }

  @Route(Routes.createFlow)
  async create(@Call() { params, body }: CallOf<typeof Routes.createFlow>): Promise<CallOutput<typeof Routes.createFlow>> {
    const { botId } = params;
    const { name, template, document } = body;
    if (document !== undefined) return toDetail(await this.flows.create(botId, document, name));
    const { language } = await this.bots.getOrThrow(botId);
    if (template !== undefined) return toDetail(await this.flows.create(botId, templateFor(template, language), name));
    return toDetail(await this.flows.createBlank(botId, name ?? 'New flow', language));
  }

  @Route(Routes.checkDocument)
  async check(@Call() { params, body }: CallOf<typeof Routes.checkDocument>): Promise<CallOutput<typeof Routes.checkDocument>> {
    return { problems: await this.drafts.checkDocument(params.botId, body.document) };
  }

  @Route(Routes.getFlow)
  async get(@Call() { params }: CallOf<typeof Routes.getFlow>): Promise<CallOutput<typeof Routes.getFlow>> {
    return toDetail(await this.flows.getOrThrow(params.botId, params.flowId));
  }

  @Route(Routes.updateFlow)
  async update(@Call() { params, body, principal }: CallOf<typeof Routes.updateFlow>): Promise<CallOutput<typeof Routes.updateFlow>> {
    const { botId, flowId } = params;
    if (body.name !== undefined) await this.flows.rename(botId, flowId, body.name, { personId: principal.person.id, clientId: NO_WINDOW });
    if (body.position !== undefined) await this.flows.moveTo(botId, flowId, body.position);
    return toSummary(await this.flows.summary(botId, flowId));
  }

  @Route(Routes.archiveFlow)
  async archive(@Call() { params, principal, ip }: CallOf<typeof Routes.archiveFlow>): Promise<void> {
    await this.flows.archive(params.botId, params.flowId);
    await this.audit.record({ action: 'flow.archived', personId: principal.person.id, botId: params.botId, ip, details: { flowId: params.flowId } });
  }

  @Route(Routes.restoreFlow)
  async restore(@Call() { params, principal, ip }: CallOf<typeof Routes.restoreFlow>): Promise<CallOutput<typeof Routes.restoreFlow>> {
    const flow = await this.flows.restore(params.botId, params.flowId);
    await this.audit.record({ action: 'flow.restored', personId: principal.person.id, botId: params.botId, ip, details: { flowId: params.flowId } });
    return toSummary(flow);
  }

  @Route(Routes.duplicateFlow)
  async duplicate(@Call() { params, body }: CallOf<typeof Routes.duplicateFlow>): Promise<CallOutput<typeof Routes.duplicateFlow>> {
    return toDetail(await this.flows.duplicate(params.botId, params.flowId, body.name));
  }

  /** The bytes matter here, so they are sent as they are and not written once more by the framework. */
  @Route(Routes.exportFlow)
  async export(@Call() { params }: CallOf<typeof Routes.exportFlow>, @Res() reply: FastifyReply): Promise<void> {
    const { document } = await this.flows.getOrThrow(params.botId, params.flowId);
    const name = encodeURIComponent(`${document.name}.json`).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    await reply
      .header('Content-Type', 'application/json; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="flow.json"; filename*=UTF-8''${name}`)
      .send(Buffer.from(stringifyDocument(document)));
  }

  @Route(Routes.saveDraft)
  async saveDraft(@Call() { params, body, principal }: CallOf<typeof Routes.saveDraft>): Promise<CallOutput<typeof Routes.saveDraft>> {
    return this.drafts.save(params.botId, params.flowId, body.baseRevision, body.document, { personId: principal.person.id, clientId: body.clientId ?? NO_WINDOW });
  }

  @Route(Routes.applyOperations)
  async applyOperations(@Call() { params, body, principal }: CallOf<typeof Routes.applyOperations>): Promise<CallOutput<typeof Routes.applyOperations>> {
    return this.drafts.apply(params.botId, params.flowId, body.baseRevision, body.operations, { personId: principal.person.id, clientId: body.clientId });
  }
}

function toHead({ id, name, state, publishedVersion, position, createdAt, updatedAt, archivedAt }: FlowSummary | FlowDetail) {
  return { id, name, state, publishedVersion, position, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), archivedAt: archivedAt?.toISOString() ?? null };
}

export function toSummary(flow: FlowSummary): SummaryBody {
  return { ...toHead(flow), draftRevision: flow.draftRevision, problems: flow.problems, picture: flow.picture, ...(flow.isSeries && { isSeries: true as const }) };
}

function toDetail(flow: FlowDetail): FlowBody {
  return { ...toHead(flow), document: flow.document, revision: flow.draftRevision, problems: flow.problems };
}
