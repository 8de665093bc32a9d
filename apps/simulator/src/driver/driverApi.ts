import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody, TOO_LARGE } from '../http/readBody';
import { Router } from '../http/router';
import { chaosSchema } from '../world/chaos';
import type { Chat } from '../world/chat';
import type { Channel, SimGroup, SimUser } from '../world/channel';
import { newChatId } from '../world/ids';
import { channelSettingsSchema } from '../world/settings';
import { TokenTakenError, type World } from '../world/world';
import { raise, WrongChatError } from '../webhooks/raise';
import { toJson } from '../webhooks/webhookRecord';
import { DriverError, missing } from './driverError';
import { type DriverRoute, on, told } from './driverRoute';
import { openChat } from './openChat';
import { platformRoutes } from './platformRoutes';
import { clockSchema, editSchema, eventSchema, groupSchema, imagesSchema, membersSchema, messageRefSchema, removeSchema, sendSchema, tapSchema, userSchema, waitSchema } from './schemas';
import { richMenusView, richMenuView } from './richMenuView';
import { streamChat } from './streamChat';
import { UserSide } from './userSide';

/** Media come as base64 in JSON. */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/** `/sim/v1`: everything a test, a phone window or a person with curl needs to play LINE's users. */
export class DriverApi {
  private readonly router: Router<DriverRoute>;

  constructor(private readonly world: World) {
    this.router = new Router(this.routes());
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string, search: string): Promise<void> {
    try {
      refuseOtherSites(request);
      this.world.runDueJobs();
      const match = this.router.find(request.method ?? 'GET', path);
      if (!match) throw missing('address');
      const body = request.method === 'GET' ? undefined : await readJson(request);
      const answered = await match.route.answer({ params: match.params, query: new URLSearchParams(search), body, request, response });
      if (answered !== undefined) writeJson(response, 200, answered);
    } catch (error) {
      const known = toDriverError(error);
      if (!known) throw error;
      writeJson(response, known.status, known.toBody());
    }
  }

  private routes(): DriverRoute[] {
    const { world } = this;
    const channels = '/sim/v1/channels';
    const one = `${channels}/:id`;
    const user = `${one}/users/:userId`;
    const group = `${one}/groups/:groupId`;
    return [
      on('GET', '/sim/v1/health', () => ({ ok: true, now: world.now() })),
      on('GET', '/sim/v1/clock', () => this.clock()),
      on('POST', '/sim/v1/clock', ({ body }) => {
        const input = clockSchema.parse(body);
        world.clockOffsetMs += 'advance' in input ? input.advance : input.set - world.now();
        return this.clock();
      }),
      on('POST', '/sim/v1/reset', () => {
        world.reset();
        return {};
      }),

      on('GET', channels, () => ({ channels: [...world.channels.values()].map(describe) })),
      on('PUT', one, ({ params, body }) => describe(world.register(params.id!, channelSettingsSchema.parse(body)))),
      on('GET', one, ({ params }) => describe(this.channel(params))),
      on('DELETE', one, ({ params }) => {
        if (!world.removeChannel(params.id!)) throw missing('channel');
        return {};
      }),
      on('GET', `${one}/chaos`, ({ params }) => this.channel(params).chaos),
      on('POST', `${one}/chaos`, ({ params, body }) => (this.channel(params).chaos = chaosSchema.parse(body))),
      on('GET', `${one}/requests`, ({ params }) => ({ requests: this.channel(params).requests.list(), spent: this.channel(params).usage.total(world.now()) })),
      on('GET', `${one}/webhooks`, ({ params }) => ({ webhooks: this.channel(params).webhooks.list().map(toJson) })),
      on('POST', `${one}/webhooks/:eventId/redeliver`, async ({ params }) => {
        const channel = this.channel(params);
        const { eventId } = params;
        const record = eventId === 'last' ? channel.webhooks.list().at(-1) : channel.webhooks.find((entry) => entry.webhookEventId === eventId);
        if (!record) throw missing('webhook event');
        await world.deliverer(channel).redeliver(record);
        return toJson(record);
      }),
      on('POST', `${one}/probe`, ({ params }) => world.deliverer(this.channel(params)).probe()),
      on('GET', `${one}/content/:messageId`, ({ params, response }) => {
        const content = this.channel(params).contents.get(params.messageId!);
        if (!content || content.gone) throw missing('content');
        writeBytes(response, content);
      }),

      on('GET', `${one}/users`, ({ params }) => ({ users: [...this.channel(params).users.values()] })),
      on('POST', `${one}/users`, ({ params, body }) => this.createUser(this.channel(params), userSchema.parse(body))),
      on('GET', user, ({ params }) => this.user(params).user),
      on('PATCH', user, ({ params, body }) => {
        const { user: known } = this.user(params);
        Object.assign(known, userSchema.omit({ userId: true }).partial().parse(body));
        world.touch();
        return known;
      }),
      on('POST', `${user}/send`, ({ params, body }) => {
        const input = sendSchema.parse(body);
        const { bubble, record } = this.user(params).side.send(input);
        return told(record, input.wait, { messageId: bubble.id });
      }),
      on('POST', `${user}/send-images`, async ({ params, body }) => {
        const { wait, ...input } = imagesSchema.parse(body);
        const sent = this.user(params).side.sendImages(input);
        if (wait) await Promise.all(sent.map(({ record }) => record.settled));
        return { messageIds: sent.map(({ bubble }) => bubble.id) };
      }),
      on('POST', `${user}/tap`, ({ params, body }) => {
        const input = tapSchema.parse(body);
        const { record, bubble, ...rest } = this.user(params).side.tap(input);
        const result = { ...rest, ...(bubble && { messageId: bubble.id }) };
        return record ? told(record, input.wait, result) : result;
      }),
      ...(['follow', 'block', 'unblock'] as const).map((verb) =>
        on('POST', `${user}/${verb}`, ({ params, body }) => {
          const { wait } = waitSchema.parse(body ?? {});
          return told(this.user(params).side[verb](), wait);
        }),
      ),
      on('POST', `${user}/unsend`, ({ params, body }) => {
        const input = messageRefSchema.parse(body);
        return told(this.user(params).side.unsend(input.messageId, input.in), input.wait);
      }),
      on('POST', `${user}/edit`, ({ params, body }) => {
        const input = editSchema.parse(body);
        return told(this.user(params).side.edit(input.messageId, input.text, input.in), input.wait);
      }),
      on('POST', `${user}/event`, ({ params, body }) => {
        const input = eventSchema.parse(body);
        return told(this.user(params).side.raise(input.type, input.fields, input.in), input.wait);
      }),
      on('GET', `${user}/chat`, ({ params }) => {
        const { channel, user: known } = this.user(params);
        return chatView(channel.chat(known.userId), known, richMenuView(channel, known.userId));
      }),
      on('GET', `${user}/chat/stream`, ({ params, request, response }) => {
        const { channel, user: known } = this.user(params);
        const chat = channel.chat(known.userId);
        openChat(world, channel, known.userId);
        const menu = (): object => richMenuView(channel, known.userId);
        streamChat(request, response, chat, () => chatView(chat, known, menu()), (change) => (change.type === 'richMenu' ? { ...change, richMenu: menu() } : change));
      }),
      on('POST', `${user}/open`, ({ params }) => {
        const { channel, user: known } = this.user(params);
        openChat(world, channel, known.userId);
        return { richMenu: richMenuView(channel, known.userId) };
      }),
      ...platformRoutes(world, (params) => this.channel(params), (params) => this.user(params)),
      on('GET', `${user}/rich-menu`, ({ params }) => {
        const { channel, user: known } = this.user(params);
        return richMenuView(channel, known.userId);
      }),
      on('GET', `${one}/rich-menus`, ({ params }) => richMenusView(this.channel(params))),
      on('GET', `${one}/rich-menus/:richMenuId/image`, ({ params, response }) => {
        const image = this.channel(params).richMenus.find(params.richMenuId!)?.image;
        if (!image) throw missing('picture');
        writeBytes(response, image);
      }),
      on('DELETE', `${user}/chat`, ({ params }) => {
        const { channel, user: known } = this.user(params);
        channel.chat(known.userId).clear();
        world.touch();
        return {};
      }),

      on('POST', `${user}/chat/remove`, ({ params, body }) => this.removeBubbles(this.user(params).channel.chat(this.user(params).user.userId), body)),
      on('POST', `${group}/chat/remove`, ({ params, body }) => this.removeBubbles(this.group(params).channel.chat(this.group(params).group.id), body)),

      on('GET', `${one}/groups`, ({ params }) => ({ groups: [...this.channel(params).groups.values()].map(groupView) })),
      on('POST', `${one}/groups`, ({ params, body }) => this.createGroup(this.channel(params), groupSchema.parse(body))),
      on('GET', group, ({ params }) => groupView(this.group(params).group)),
      on('GET', `${group}/chat`, ({ params }) => {
        const { channel, group: known } = this.group(params);
        return chatView(channel.chat(known.id));
      }),
      on('GET', `${group}/chat/stream`, ({ params, request, response }) => {
        const { channel, group: known } = this.group(params);
        const chat = channel.chat(known.id);
        streamChat(request, response, chat, () => chatView(chat));
      }),
      on('DELETE', `${group}/chat`, ({ params }) => {
        const { channel, group: known } = this.group(params);
        channel.chat(known.id).clear();
        world.touch();
        return {};
      }),
      on('POST', `${group}/members`, ({ params, body }) => this.changeMembers(params, membersSchema.parse(body), 'memberJoined')),
      on('POST', `${group}/members/leave`, ({ params, body }) => this.changeMembers(params, membersSchema.parse(body), 'memberLeft')),
      on('POST', `${group}/remove-bot`, ({ params, body }) => {
        const { channel, group: known } = this.group(params);
        if (!known.joined) throw new DriverError(409, 'conflict', 'The bot is not in this group.');
        const record = raise({ world, channel, chatId: known.id }, 'leave');
        known.joined = false;
        return told(record, waitSchema.parse(body ?? {}).wait);
      }),
    ];
  }

  private clock(): object {
    return { now: this.world.now(), offsetMs: this.world.clockOffsetMs };
  }

  private channel(params: Record<string, string>): Channel {
    const channel = this.world.channels.get(params.id!);
    if (!channel) throw missing('channel');
    return channel;
  }

  private user(params: Record<string, string>): { channel: Channel; user: SimUser; side: UserSide } {
    const channel = this.channel(params);
    const user = channel.users.get(params.userId!);
    if (!user) throw missing('user');
    return { channel, user, side: new UserSide(this.world, channel, user) };
  }

  private group(params: Record<string, string>): { channel: Channel; group: SimGroup } {
    const channel = this.channel(params);
    const group = channel.groups.get(params.groupId!);
    if (!group) throw missing('group');
    return { channel, group };
  }

  /** The same ID again brings the person up to date and keeps friendship and chat. */
  private createUser(channel: Channel, input: z.infer<typeof userSchema>): SimUser {
    const { userId = newChatId('U'), friend, ...profile } = input;
    const known = channel.users.get(userId);
    const user: SimUser = known ? Object.assign(known, profile) : { userId, ...profile, friend, blocked: false, ...(friend && { friendSince: this.world.now() }) };
    channel.users.set(userId, user);
    this.world.touch();
    return user;
  }

  private async createGroup(channel: Channel, input: z.infer<typeof groupSchema>): Promise<object> {
    const { groupId = newChatId(input.kind === 'group' ? 'C' : 'R'), kind, name, members, wait } = input;
    if (channel.groups.get(groupId)?.joined) throw new DriverError(409, 'conflict', 'The bot is in this group already.');
    const stranger = members.find((userId) => !channel.users.has(userId));
    if (stranger !== undefined) throw missing(`user: ${stranger}`);
    const group: SimGroup = { id: groupId, kind, name, members: new Set(members), joined: true };
    channel.groups.set(groupId, group);
    if (kind === 'room') {
      group.joinUntold = true;
      this.world.touch();
      return groupView(group);
    }
    return { ...groupView(group), ...(await told(raise({ world: this.world, channel, chatId: groupId }, 'join'), wait)) };
  }

  private removeBubbles(chat: Chat, body: unknown): object {
    chat.remove(new Set(removeSchema.parse(body).ids));
    this.world.touch();
    return {};
  }

  private changeMembers(params: Record<string, string>, input: z.infer<typeof membersSchema>, type: 'memberJoined' | 'memberLeft'): Promise<object> {
    const { channel, group } = this.group(params);
    for (const userId of input.userIds) {
      if (!channel.users.has(userId)) throw missing(`user: ${userId}`);
      if (group.members.has(userId) !== (type === 'memberLeft')) {
        throw new DriverError(409, 'conflict', type === 'memberLeft' ? 'Not a member.' : 'A member already.');
      }
    }
    for (const userId of input.userIds) {
      if (type === 'memberJoined') group.members.add(userId);
      else group.members.delete(userId);
    }
    const members = input.userIds.map((userId) => ({ type: 'user', userId }));
    const payload = type === 'memberJoined' ? { joined: { members } } : { left: { members } };
    return told(raise({ world: this.world, channel, chatId: group.id }, type, payload), input.wait);
  }
}

/** Secrets and tokens stay inside: whoever registers a channel knows them. */
function describe(channel: Channel): object {
  const { secret: _secret, accessTokens: _tokens, publicKeys: _keys, ...settings } = channel.settings;
  return { id: channel.id, ...settings, users: channel.users.size, groups: channel.groups.size };
}

function chatView(chat: Chat, user?: SimUser, richMenu?: object): object {
  return { chatId: chat.id, kind: chat.kind, ...(user && { user }), bubbles: chat.bubbles, loadingUntil: chat.loadingUntil, ...(richMenu && { richMenu }) };
}

function groupView(group: SimGroup): object {
  return { groupId: group.id, kind: group.kind, name: group.name, members: [...group.members], joined: group.joined };
}

/** A web page of somebody else must not play with a simulator on this machine. */
function refuseOtherSites(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new DriverError(403, 'otherSite', 'Pages of other sites may not use the simulator.');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const raw = await readBody(request, MAX_REQUEST_BYTES);
  if (raw === TOO_LARGE) throw new DriverError(413, 'tooLarge', `At most ${MAX_REQUEST_BYTES} bytes are read.`);
  if (raw.length === 0) return undefined;
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new DriverError(415, 'notJson', 'The body must be sent as application/json.');
  }
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new DriverError(400, 'notJson', 'The body is not JSON.');
  }
}

function toDriverError(error: unknown): DriverError | undefined {
  if (error instanceof DriverError) return error;
  if (error instanceof z.ZodError) {
    const details = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new DriverError(400, 'invalid', `${details.length} field(s) are not as they should be.`, details);
  }
  if (error instanceof TokenTakenError) return new DriverError(409, 'tokenTaken', error.message);
  if (error instanceof WrongChatError) return new DriverError(409, 'wrongChat', error.message);
  return undefined;
}

/** Whatever was uploaded is never a page of this origin. */
function writeBytes(response: ServerResponse, { bytes, contentType }: { bytes: Buffer; contentType: string }): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': bytes.length,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(bytes);
}

function writeJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  response.end(text);
}
