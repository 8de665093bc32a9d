import { Inject, Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import type { PhoneAction, PhoneBreakage, PhoneWire } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import { SimulatorRegistrar } from '../simulator/SimulatorRegistrar';
import { toBreakage, toChaos } from './breakage';
import type { SimChaos, SimChatView, SimGroup, SimRequest, SimUser, SimWebhook } from './simulatorShapes';
import { toWireRequest, toWireWebhook } from './toWire';

const TIMEOUT_MS = 10_000;
/** Names the made-up beacon of `prepareStart`; real ones have ten hexadecimal digits like this. */
export const START_BEACON = 'c4a7100057';
/** Calls and events told to the inspector, each. */
const WIRE_SHOWN = 100;

/**
 * The simulator's driver API (`/sim/v1`, see apps/simulator/README.md) for one channel. Browsers never talk to the simulator
 * themselves: the server knows who may use which bot.
 */
@Injectable()
export class SimulatorDriver {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly registrar: SimulatorRegistrar,
  ) {}

  async users(channelId: string): Promise<SimUser[]> {
    return (await this.call<{ users: SimUser[] }>(channelId, 'GET', '/users')).users;
  }

  /** Somebody new, not a friend of the account yet. */
  createUser(channelId: string, displayName: string, language: string | undefined): Promise<SimUser> {
    return this.call(channelId, 'POST', '/users', { displayName, friend: false, ...(language === undefined ? {} : { language }) });
  }

  user(channelId: string, userId: string): Promise<SimUser> {
    return this.call(channelId, 'GET', `/users/${userId}`);
  }

  async groups(channelId: string): Promise<SimGroup[]> {
    return (await this.call<{ groups: SimGroup[] }>(channelId, 'GET', '/groups')).groups;
  }

  group(channelId: string, groupId: string): Promise<SimGroup> {
    return this.call(channelId, 'GET', `/groups/${groupId}`);
  }

  /** A group with the bot in it; with `groupId` a group that had lost the bot gets it back. */
  createGroup(channelId: string, group: { groupId?: string; kind: 'group' | 'room'; name: string; members: string[] }): Promise<SimGroup> {
    return this.call(channelId, 'POST', '/groups', group);
  }

  async changeMembers(channelId: string, groupId: string, change: { join?: string[] | undefined; leave?: string[] | undefined; hasBot?: boolean | undefined }): Promise<SimGroup> {
    const path = `/groups/${groupId}`;
    if (change.join?.length) await this.call(channelId, 'POST', `${path}/members`, { userIds: change.join });
    if (change.leave?.length) await this.call(channelId, 'POST', `${path}/members/leave`, { userIds: change.leave });
    const group = await this.group(channelId, groupId);
    if (change.hasBot === undefined || change.hasBot === group.joined) return group;
    if (change.hasBot) return this.createGroup(channelId, { groupId, kind: group.kind, name: group.name, members: group.members });
    await this.call(channelId, 'POST', `${path}/remove-bot`, {});
    return { ...group, joined: false };
  }

  /** The chat of a person with the bot, or of a group. */
  chat(channelId: string, userId: string, groupId?: string): Promise<SimChatView> {
    return this.call(channelId, 'GET', `${chatPath(userId, groupId)}/chat`);
  }

  /** Empties the chat window. */
  async clearChat(channelId: string, userId: string, groupId?: string): Promise<void> {
    await this.call(channelId, 'DELETE', `${chatPath(userId, groupId)}/chat`);
  }

  /** Takes messages out of the chat window, by their ids or those of their webhooks. */
  async removeMessages(channelId: string, userId: string, groupId: string | undefined, ids: readonly string[]): Promise<void> {
    await this.call(channelId, 'POST', `${chatPath(userId, groupId)}/chat/remove`, { ids });
  }

  /** Does what the person in the phone did, in their chat with the bot or in a group. */
  async perform(channelId: string, userId: string, action: PhoneAction, groupId?: string): Promise<void> {
    const place = groupId === undefined ? {} : { in: groupId };
    const post = async (verb: string, body: object) => void (await this.call(channelId, 'POST', `/users/${userId}/${verb}`, { ...body, ...place }));
    const send = (message: object) => post('send', message);
    const event = (type: string, fields: object) => post('event', { type, fields });
    switch (action.type) {
      case 'sendText': {
        const { text, mentions = [], quotedMessageId } = action;
        const mentionees = await this.mentionees(channelId, mentions);
        return send({ type: 'text', text, ...(mentionees.length > 0 ? { mention: { mentionees } } : {}), ...(quotedMessageId === undefined ? {} : { quotedMessageId }) });
      }
      case 'sendSticker':
        return send({ ...action, type: 'sticker' });
      case 'sendLocation':
        return send({ ...action, type: 'location' });
      case 'sendImage':
        return send({ type: 'image', base64: action.dataBase64, contentType: action.contentType });
      case 'sendVideo':
      case 'sendAudio':
        return send({ type: action.type === 'sendVideo' ? 'video' : 'audio', base64: action.dataBase64, contentType: action.contentType, ...(action.durationMs === undefined ? {} : { duration: action.durationMs }) });
      case 'sendFile':
        return send({ type: 'file', base64: action.dataBase64, fileName: action.fileName });
      case 'unsend':
        return post('unsend', { messageId: action.messageId });
      case 'edit':
        return post('edit', { messageId: action.messageId, text: action.text });
      case 'beacon':
        return post('beacon', { hwid: action.hwid, type: action.kind });
      case 'watchedVideo':
        return post('video-complete', { messageId: action.messageId });
      case 'tap':
        return post('tap', { messageId: action.messageId, action: action.action, ...(action.params ? { params: action.params } : {}) });
      case 'tapMenu':
        return post('tap', { richMenuArea: action.area, ...(action.params ? { params: action.params } : {}) });
      case 'reopen':
        await this.call(channelId, 'POST', `/users/${userId}/open`, {});
        return;
      case 'follow':
      case 'block':
      case 'unblock':
        await this.call(channelId, 'POST', `/users/${userId}/${action.type}`, {});
        return;
      case 'sendUnknownEvent':
        return event('neverHeardOf', { neverHeardOf: { of: 'this' } });
      case 'repeatLastEvent':
        await this.call(channelId, 'POST', '/webhooks/last/redeliver', {});
        return;
    }
  }

  /**
   * Lets something happen that a bot may reply to, and waits until the server has it: a flow started by hand has nothing to
   * reply to, so all its free replies would be left out. A beacon is such an event, and hardly any bot has a trigger for it.
   */
  async prepareStart(channelId: string, userId: string, groupId?: string): Promise<void> {
    await this.call(channelId, 'POST', `/users/${userId}/event`, { type: 'beacon', fields: { beacon: { hwid: START_BEACON, type: 'enter' } }, wait: true, ...(groupId === undefined ? {} : { in: groupId }) });
  }

  async breakage(channelId: string): Promise<PhoneBreakage> {
    return toBreakage(await this.call<SimChaos>(channelId, 'GET', '/chaos'));
  }

  async setBreakage(channelId: string, breakage: PhoneBreakage): Promise<PhoneBreakage> {
    return toBreakage(await this.call<SimChaos>(channelId, 'POST', '/chaos', toChaos(breakage)));
  }

  /** What went over the wire, newest first. */
  async wire(channelId: string): Promise<PhoneWire> {
    const [{ requests, spent = 0 }, { webhooks }] = await Promise.all([
      this.call<{ requests: SimRequest[]; spent?: number }>(channelId, 'GET', '/requests'),
      this.call<{ webhooks: SimWebhook[] }>(channelId, 'GET', '/webhooks'),
    ]);
    return { spent, requests: requests.slice(-WIRE_SHOWN).toReversed().map(toWireRequest), webhooks: webhooks.slice(-WIRE_SHOWN).toReversed().map(toWireWebhook) };
  }

  /** The picture of a rich menu; `null` when it has none. */
  menuPicture(channelId: string, richMenuId: string): Promise<{ contentType: string; bytes: Buffer } | null> {
    return this.bytes(channelId, `/rich-menus/${richMenuId}/image`);
  }

  /** The bytes of a picture a person sent; `null` when there are none under this id. */
  picture(channelId: string, messageId: string): Promise<{ contentType: string; bytes: Buffer } | null> {
    return this.bytes(channelId, `/content/${messageId}`);
  }

  private async bytes(channelId: string, path: string): Promise<{ contentType: string; bytes: Buffer } | null> {
    const response = await this.reach(channelId, 'GET', path);
    if (response.status === 404) return null;
    if (!response.ok) throw await toAccessError(response);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { contentType: response.headers.get('content-type') ?? 'application/octet-stream', bytes };
  }

  /** Opens the stream of a chat: events `snapshot` and `change`. End it by the signal. */
  async openChat(channelId: string, userId: string, groupId: string | undefined, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.reach(channelId, 'GET', `${chatPath(userId, groupId)}/chat/stream`, undefined, signal);
    if (!response.ok || !response.body) throw await toAccessError(response);
    return response.body;
  }

  /** Mentions as LINE sends them: the bot is named by its own user id and `isSelf` (FACTS §5). */
  private async mentionees(channelId: string, mentions: NonNullable<Extract<PhoneAction, { type: 'sendText' }>['mentions']>): Promise<object[]> {
    if (mentions.length === 0) return [];
    const { botUserId } = await this.call<{ botUserId: string }>(channelId, 'GET', '');
    return mentions.map(({ index, length, userId, all }) => {
      if (all) return { index, length, type: 'all' };
      return { index, length, type: 'user', userId: userId ?? botUserId, isSelf: userId === undefined };
    });
  }

  private async call<T>(channelId: string, method: string, path: string, body?: object): Promise<T> {
    const response = await this.reach(channelId, method, path, body);
    if (!response.ok) throw await toAccessError(response);
    return (await response.json()) as T;
  }

  /** A simulator that was started anew does not know the channel any more: it is told again, once. */
  private async reach(channelId: string, method: string, path: string, body?: object, signal = AbortSignal.timeout(TIMEOUT_MS)): Promise<Response> {
    const response = await this.fetch(`/channels/${channelId}${path}`, method, body, signal);
    if (response.status !== 404) return response;
    const channel = await this.fetch(`/channels/${channelId}`, 'GET', undefined, signal);
    if (channel.status !== 404 || !(await this.registrar.register(channelId))) return response;
    return this.fetch(`/channels/${channelId}${path}`, method, body, signal);
  }

  private async fetch(path: string, method: string, body: object | undefined, signal: AbortSignal): Promise<Response> {
    const base = this.config.SIMULATOR_URL;
    if (!base) throw new AccessError('unavailable', 'No simulator is configured (SIMULATOR_URL), so the phone cannot be used.');
    try {
      return await fetch(new URL(`/sim/v1${path}`, base), {
        method,
        signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    } catch (error) {
      if (signal.aborted && signal.reason?.name !== 'TimeoutError') throw error;
      throw new AccessError('upstream', 'The simulator cannot be reached.');
    }
  }
}

const chatPath = (userId: string, groupId: string | undefined) => (groupId === undefined ? `/users/${userId}` : `/groups/${groupId}`);

/** The simulator's refusal as ours: what the person may do differently stays a conflict, the rest is its fault. */
async function toAccessError(response: Response): Promise<AccessError> {
  const { message = response.statusText } = (await response.json().catch(() => ({}))) as { message?: string };
  if (response.status === 404) return new AccessError('notFound', message);
  if (response.status === 409) return new AccessError('conflict', message);
  return new AccessError('upstream', `The simulator refused: ${message}`);
}
