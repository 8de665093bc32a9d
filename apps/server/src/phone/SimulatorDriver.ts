import { Inject, Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import type { PhoneAction, PhoneBreakage } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import { SimulatorRegistrar } from '../simulator/SimulatorRegistrar';
import type { SimChaos, SimChatView, SimUser } from './simulatorShapes';

const TIMEOUT_MS = 10_000;
/** Names the made-up beacon of `prepareStart`; real ones have ten hexadecimal digits like this. */
export const START_BEACON = 'c4a7100057';
/** Many times more than anybody taps: "until switched off". */
const ENDLESS = 1_000_000;

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

  chat(channelId: string, userId: string): Promise<SimChatView> {
    return this.call(channelId, 'GET', `/users/${userId}/chat`);
  }

  /** Empties the chat window. */
  async clearChat(channelId: string, userId: string): Promise<void> {
    await this.call(channelId, 'DELETE', `/users/${userId}/chat`);
  }

  /** Does what the person in the phone did. */
  async perform(channelId: string, userId: string, action: PhoneAction): Promise<void> {
    const send = async (message: object) => void (await this.call(channelId, 'POST', `/users/${userId}/send`, message));
    switch (action.type) {
      case 'sendText':
        return send({ type: 'text', text: action.text });
      case 'sendSticker':
        return send({ type: 'sticker', packageId: action.packageId, stickerId: action.stickerId });
      case 'sendLocation': {
        const { type: _type, ...place } = action;
        return send({ type: 'location', ...place });
      }
      case 'sendImage':
        return send({ type: 'image', base64: action.dataBase64, contentType: action.contentType });
      case 'tap':
        await this.call(channelId, 'POST', `/users/${userId}/tap`, { messageId: action.messageId, action: action.action, ...(action.params ? { params: action.params } : {}) });
        return;
      case 'follow':
      case 'block':
      case 'unblock':
        await this.call(channelId, 'POST', `/users/${userId}/${action.type}`, {});
        return;
      case 'sendUnknownEvent':
        await this.call(channelId, 'POST', `/users/${userId}/event`, { type: 'neverHeardOf', fields: { neverHeardOf: { of: 'this' } } });
        return;
      case 'repeatLastEvent':
        await this.call(channelId, 'POST', '/webhooks/last/redeliver', {});
        return;
    }
  }

  /**
   * Lets something happen that a bot may reply to, and waits until the server has it: a flow started by hand has nothing to
   * reply to, so all its free replies would be left out. A beacon is such an event, and hardly any bot has a trigger for it.
   */
  async prepareStart(channelId: string, userId: string): Promise<void> {
    await this.call(channelId, 'POST', `/users/${userId}/event`, { type: 'beacon', fields: { beacon: { hwid: START_BEACON, type: 'enter' } }, wait: true });
  }

  async breakage(channelId: string): Promise<PhoneBreakage> {
    return toBreakage(await this.call<SimChaos>(channelId, 'GET', '/chaos'));
  }

  async setBreakage(channelId: string, { lineDown, slowMs, duplicateEvents }: PhoneBreakage): Promise<PhoneBreakage> {
    const chaos = { slowMs, duplicate: duplicateEvents ? 1 : 0, ...(lineDown ? { failNext: { status: 500, count: ENDLESS } } : {}) };
    return toBreakage(await this.call<SimChaos>(channelId, 'POST', '/chaos', chaos));
  }

  /** The bytes of a picture a person sent; `null` when there are none under this id. */
  async picture(channelId: string, messageId: string): Promise<{ contentType: string; bytes: Buffer } | null> {
    const response = await this.reach(channelId, 'GET', `/content/${messageId}`);
    if (response.status === 404) return null;
    if (!response.ok) throw await toAccessError(response);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { contentType: response.headers.get('content-type') ?? 'application/octet-stream', bytes };
  }

  /** Opens the stream of a chat: events `snapshot` and `change`. End it by the signal. */
  async openChat(channelId: string, userId: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.reach(channelId, 'GET', `/users/${userId}/chat/stream`, undefined, signal);
    if (!response.ok || !response.body) throw await toAccessError(response);
    return response.body;
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

function toBreakage(chaos: SimChaos): PhoneBreakage {
  return { lineDown: (chaos.failNext?.count ?? 0) > 0, slowMs: Math.min(chaos.slowMs, 30_000), duplicateEvents: chaos.duplicate > 0 };
}

/** The simulator's refusal as ours: what the person may do differently stays a conflict, the rest is its fault. */
async function toAccessError(response: Response): Promise<AccessError> {
  const { message = response.statusText } = (await response.json().catch(() => ({}))) as { message?: string };
  if (response.status === 404) return new AccessError('notFound', message);
  if (response.status === 409) return new AccessError('conflict', message);
  return new AccessError('upstream', `The simulator refused: ${message}`);
}
