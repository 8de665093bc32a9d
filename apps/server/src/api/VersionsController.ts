import { Controller } from '@nestjs/common';
import { Audit, People } from '@chatloom/accounts';
import { Flows, Publishing, type VersionHead } from '@chatloom/bots';
import { type CallOutput, type FlowVersion, Routes } from '@chatloom/contract';
import { toSummary } from './FlowsController';
import { Call, type CallOf, Route } from './route';

/** What customers get. */
@Controller()
export class VersionsController {
  constructor(
    private readonly publishing: Publishing,
    private readonly flows: Flows,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.publishFlow)
  async publish(@Call() call: CallOf<typeof Routes.publishFlow>): Promise<CallOutput<typeof Routes.publishFlow>> {
    const { params, body, principal } = call;
    const version = await this.publishing.publish(params.botId, params.flowId, { ...body, personId: principal.person.id });
    await this.record('flow.published', call, version.number);
    return { version: await this.toBody(version) };
  }

  @Route(Routes.rollBack)
  async rollBack(@Call() call: CallOf<typeof Routes.rollBack>): Promise<CallOutput<typeof Routes.rollBack>> {
    const { params, body, principal } = call;
    const { version, revision } = await this.publishing.rollBack(params.botId, params.flowId, params.number, { ...body, personId: principal.person.id });
    await this.record('flow.rolledBack', call, version.number);
    return { version: await this.toBody(version), revision };
  }

  @Route(Routes.unpublishFlow)
  async unpublish(@Call() call: CallOf<typeof Routes.unpublishFlow>): Promise<CallOutput<typeof Routes.unpublishFlow>> {
    const { botId, flowId } = call.params;
    await this.publishing.unpublish(botId, flowId);
    await this.record('flow.unpublished', call, null);
    return toSummary(await this.flows.summary(botId, flowId));
  }

  @Route(Routes.listVersions)
  async list(@Call() { params }: CallOf<typeof Routes.listVersions>): Promise<CallOutput<typeof Routes.listVersions>> {
    return { items: await this.toBodies(await this.publishing.list(params.botId, params.flowId)) };
  }

  @Route(Routes.getVersion)
  async get(@Call() { params }: CallOf<typeof Routes.getVersion>): Promise<CallOutput<typeof Routes.getVersion>> {
    const { document, ...head } = await this.publishing.getOrThrow(params.botId, params.flowId, params.number);
    return { ...(await this.toBody(head)), document };
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string; flowId: string }; ip: string }, number: number | null): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details: { flowId: call.params.flowId, number } });
  }

  private async toBody(head: VersionHead): Promise<FlowVersion> {
    return (await this.toBodies([head]))[0]!;
  }

  private async toBodies(heads: VersionHead[]): Promise<FlowVersion[]> {
    const names = await this.people.namesOf(heads.flatMap((head) => head.publishedBy ?? []));
    return heads.map(({ publishedBy, publishedAt, ...head }) => ({
      ...head,
      publishedAt: publishedAt.toISOString(),
      publishedBy: publishedBy === null ? null : { id: publishedBy, name: names.get(publishedBy) ?? '' },
    }));
  }
}
