import { Controller, Res } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { ChannelDirectory, LineGateways } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Groups, type GroupView, isShownInPlace, MediaStore } from '@chatloom/conversations';
import type { CallOutcome, GatewayChannel, GroupCalls } from '@chatloom/line';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** Groups the bot lives in, and what people sent there and elsewhere. */
@Controller()
export class GroupsController {
  constructor(
    private readonly groups: Groups,
    private readonly media: MediaStore,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listGroups)
  async list(@Call() { params }: CallOf<typeof Routes.listGroups>): Promise<CallOutput<typeof Routes.listGroups>> {
    return { items: (await this.groups.list(params.botId)).map(toGroup) };
  }

  @Route(Routes.getGroup)
  async get(@Call() { params }: CallOf<typeof Routes.getGroup>): Promise<CallOutput<typeof Routes.getGroup>> {
    const known = await this.groupOrThrow(params);
    const group = known.state === 'in' ? await this.refreshed(params.botId, known) : known;
    const members = group.conversationId === null ? [] : await this.groups.members(params.botId, group.conversationId);
    return { ...toGroup(group), members };
  }

  @Route(Routes.getGroupMember)
  async member(@Call() { params }: CallOf<typeof Routes.getGroupMember>): Promise<CallOutput<typeof Routes.getGroupMember>> {
    const group = await this.groupOrThrow(params);
    const { channel, calls } = await this.lineOf(group);
    const outcome = await calls.memberProfile(channel, placeOf(group), params.lineUserId);
    if (outcome.kind === 'notFound') throw new AccessError('notFound', 'LINE knows no such member: the person or the bot has left the group.');
    if (outcome.kind !== 'ok') throw upstream(outcome, 'LINE did not tell who this is.');
    const known = group.conversationId === null ? [] : await this.groups.members(params.botId, group.conversationId);
    const { displayName, pictureUrl } = outcome.value;
    return { lineUserId: params.lineUserId, displayName, pictureUrl: pictureUrl ?? null, contactId: known.find((member) => member.lineUserId === params.lineUserId)?.contactId ?? null };
  }

  @Route(Routes.leaveGroup)
  async leave(@Call() call: CallOf<typeof Routes.leaveGroup>): Promise<CallOutput<typeof Routes.leaveGroup>> {
    const { botId, channelId, lineId } = call.params;
    const group = await this.groupOrThrow(call.params);
    const { channel, calls } = await this.lineOf(group);
    const outcome = await calls.leave(channel, placeOf(group));
    // Not being there any more is what was wanted.
    if (outcome.kind !== 'ok' && outcome.kind !== 'notFound') throw upstream(outcome, 'The bot is still in the group.');
    await this.groups.setState({ botId, channelId, place: placeOf(group) }, 'left');
    await this.audit.record({ action: 'group.left', personId: call.principal.person.id, botId, ip: call.ip, details: { channelId, lineId } });
    return toGroup({ ...group, state: 'left' });
  }

  @Route(Routes.getMedia)
  async open(@Call() { params }: CallOf<typeof Routes.getMedia>, @Res() reply: FastifyReply): Promise<void> {
    const media = await this.media.open(params.botId, params.mediaId);
    if (!media?.bytes) throw new AccessError('notFound', 'There is no such picture or file, or it is not there any more.');
    const shown = isShownInPlace(media.contentType ?? '');
    await reply
      .header('content-type', shown ? media.contentType! : 'application/octet-stream')
      .header('content-disposition', shown ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(media.fileName ?? 'file')}`)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(media.bytes);
  }

  private async groupOrThrow({ botId, channelId, lineId }: { botId: string; channelId: string; lineId: string }): Promise<GroupView> {
    const group = await this.groups.find(botId, channelId, lineId);
    if (!group) throw new AccessError('notFound', 'There is no such group.');
    return group;
  }

  private async lineOf(group: GroupView): Promise<{ channel: GatewayChannel; calls: GroupCalls }> {
    const channel = await this.directory.byId(group.channelId);
    if (!channel) throw new AccessError('notFound', 'The channel of this group is no longer connected.');
    return { channel, calls: this.gateways.of(channel.kind).groups };
  }

  /** As LINE describes it now; as it was known where LINE does not say. */
  private async refreshed(botId: string, group: GroupView): Promise<GroupView> {
    const { channel, calls } = await this.lineOf(group);
    const place = placeOf(group);
    const address = { botId, channelId: group.channelId, place };
    const [summary, count] = await Promise.all([place.kind === 'group' ? calls.summary(channel, place.id) : null, calls.memberCount(channel, place)]);
    if (count.kind === 'notFound') await this.groups.setState(address, 'left');
    else if (count.kind === 'ok' || summary?.kind === 'ok') {
      const { groupName = undefined, pictureUrl = undefined } = summary?.kind === 'ok' ? summary.value : {};
      await this.groups.remember(address, {
        ...(groupName === undefined ? {} : { name: groupName }),
        ...(pictureUrl === undefined ? {} : { pictureUrl }),
        ...(count.kind === 'ok' ? { memberCount: count.value } : {}),
      });
    }
    return this.groupOrThrow({ botId, channelId: group.channelId, lineId: group.lineId });
  }
}

function placeOf({ kind, lineId }: GroupView): { kind: 'group' | 'room'; id: string } {
  return { kind, id: lineId };
}

function toGroup({ metAt, refreshedAt, ...group }: GroupView): CallOutput<typeof Routes.listGroups>['items'][number] {
  return { ...group, metAt: metAt.toISOString(), refreshedAt: refreshedAt?.toISOString() ?? null };
}

function upstream(outcome: Exclude<CallOutcome<never>, { kind: 'ok' | 'notFound' }>, message: string): AccessError {
  const why = { retryLater: 'LINE does not answer at the moment; try again in a minute.', unauthorized: 'LINE does not accept the access token of this channel.', refused: 'LINE refused it.' };
  return new AccessError('upstream', `${message} ${why[outcome.kind]}`);
}
