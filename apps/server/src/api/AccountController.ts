import { Controller } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { AccountLinks, Channels } from '@chatloom/bots';
import { Audiences, Coupons, FollowerImports, Insight } from '@chatloom/channelcare';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** What LINE keeps about an account: statistics, audiences, coupons, followers, joins with accounts elsewhere. */
@Controller()
export class AccountController {
  constructor(
    private readonly insight: Insight,
    private readonly audiences: Audiences,
    private readonly coupons: Coupons,
    private readonly followers: FollowerImports,
    private readonly links: AccountLinks,
    private readonly channels: Channels,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listInsightDays)
  async days(@Call() { params, query }: CallOf<typeof Routes.listInsightDays>): Promise<CallOutput<typeof Routes.listInsightDays>> {
    return { items: await this.insight.days(params.botId, params.channelId, query.count) };
  }

  @Route(Routes.getDemographics)
  async demographics(@Call() { params }: CallOf<typeof Routes.getDemographics>): Promise<CallOutput<typeof Routes.getDemographics>> {
    return this.insight.demographics(params.botId, params.channelId);
  }

  @Route(Routes.listAggregationUnits)
  async units(@Call() { params }: CallOf<typeof Routes.listAggregationUnits>): Promise<CallOutput<typeof Routes.listAggregationUnits>> {
    return this.insight.units(params.botId, params.channelId);
  }

  @Route(Routes.getUnitEvents)
  async unit(@Call() { params, query }: CallOf<typeof Routes.getUnitEvents>): Promise<CallOutput<typeof Routes.getUnitEvents>> {
    return this.insight.unit(params.botId, params.channelId, params.unit, query);
  }

  @Route(Routes.listAudiences)
  async listAudiences(@Call() { params }: CallOf<typeof Routes.listAudiences>): Promise<CallOutput<typeof Routes.listAudiences>> {
    const items = await this.audiences.list(params.botId, params.channelId);
    return { items: items.map((audience) => ({ ...audience, createdAt: audience.createdAt.toISOString() })) };
  }

  @Route(Routes.createAudience)
  async createAudience(@Call() call: CallOf<typeof Routes.createAudience>): Promise<CallOutput<typeof Routes.createAudience>> {
    const made = await this.audiences.create(call.params.botId, call.params.channelId, call.body);
    await this.record('audience.created', call, { audienceId: made.id, count: made.count });
    return made;
  }

  @Route(Routes.deleteAudience)
  async deleteAudience(@Call() call: CallOf<typeof Routes.deleteAudience>): Promise<void> {
    await this.audiences.delete(call.params.botId, call.params.channelId, call.params.audienceId);
    await this.record('audience.deleted', call, { audienceId: call.params.audienceId });
  }

  @Route(Routes.listCoupons)
  async listCoupons(@Call() { params }: CallOf<typeof Routes.listCoupons>): Promise<CallOutput<typeof Routes.listCoupons>> {
    const items = await this.coupons.list(params.botId, params.channelId);
    return { items: items.map(({ startsAt, endsAt, ...coupon }) => ({ ...coupon, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null })) };
  }

  @Route(Routes.createCoupon)
  async createCoupon(@Call() call: CallOf<typeof Routes.createCoupon>): Promise<CallOutput<typeof Routes.createCoupon>> {
    const { startsAt, endsAt, ...coupon } = call.body;
    const id = await this.coupons.create(call.params.botId, call.params.channelId, { ...coupon, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    await this.record('coupon.created', call, { couponId: id });
    return { id };
  }

  @Route(Routes.closeCoupon)
  async closeCoupon(@Call() call: CallOf<typeof Routes.closeCoupon>): Promise<void> {
    await this.coupons.close(call.params.botId, call.params.channelId, call.params.couponId);
    await this.record('coupon.closed', call, { couponId: call.params.couponId });
  }

  @Route(Routes.getFollowerImport)
  async importState(@Call() { params }: CallOf<typeof Routes.getFollowerImport>): Promise<CallOutput<typeof Routes.getFollowerImport>> {
    await this.channels.getOrThrow(params.botId, params.channelId);
    return toBody(await this.followers.state(params.botId, params.channelId));
  }

  @Route(Routes.startFollowerImport)
  async startImport(@Call() call: CallOf<typeof Routes.startFollowerImport>): Promise<CallOutput<typeof Routes.startFollowerImport>> {
    const state = await this.followers.start(call.params.botId, call.params.channelId);
    await this.record('followers.imported', call, {});
    return toBody(state);
  }

  @Route(Routes.issueLinkToken)
  async linkToken(@Call() { params }: CallOf<typeof Routes.issueLinkToken>): Promise<CallOutput<typeof Routes.issueLinkToken>> {
    return { linkToken: await this.links.token(params.botId, params.contactId) };
  }

  @Route(Routes.beginAccountLink)
  async beginLink(@Call() { params, body }: CallOf<typeof Routes.beginAccountLink>): Promise<CallOutput<typeof Routes.beginAccountLink>> {
    return { redirectUrl: await this.links.begin(params.botId, body) };
  }

  @Route(Routes.endAccountLink)
  async endLink(@Call() { params }: CallOf<typeof Routes.endAccountLink>): Promise<void> {
    await this.links.unlink(params.botId, params.contactId);
  }

  private record(
    action: string,
    call: { principal: { person: { id: string } }; params: { botId: string; channelId: string }; ip: string },
    details: Record<string, string | number>,
  ): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details: { channelId: call.params.channelId, ...details } });
  }
}

function toBody({ startedAt, finishedAt, ...state }: Awaited<ReturnType<FollowerImports['state']>>): CallOutput<typeof Routes.getFollowerImport> {
  return { ...state, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null };
}
