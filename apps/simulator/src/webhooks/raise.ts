import type { Channel, SimUser } from '../world/channel';
import type { Bubble } from '../world/bubble';
import { newReplyToken, newUlid } from '../world/ids';
import type { World } from '../world/world';
import type { WebhookRecord } from './webhookRecord';

/** Event types that give the bot a reply token (FACTS §5). */
const REPLYABLE = new Set([
  'message', 'messageEdited', 'follow', 'join', 'memberJoined', 'postback', 'videoPlayComplete', 'beacon', 'accountLink', 'membership',
]);
/** Nobody's events: they have no source (FACTS §5). */
const SOURCELESS = new Set(['delivery']);
/** Types bound to some kinds of chat (FACTS §5); all others happen anywhere. */
const ONLY_IN: Record<string, readonly ('user' | 'group' | 'room')[]> = {
  follow: ['user'],
  unfollow: ['user'],
  videoPlayComplete: ['user'],
  beacon: ['user'],
  accountLink: ['user'],
  membership: ['user'],
  messageEdited: ['group'],
  join: ['group', 'room'],
  leave: ['group', 'room'],
  memberJoined: ['group', 'room'],
  memberLeft: ['group', 'room'],
};

/** Where and by whom an event is raised. */
export interface Scene {
  world: World;
  channel: Channel;
  /** User, group or room ID. */
  chatId: string;
  /** Absent for events that are nobody's: the bot joins or leaves. */
  user?: SimUser;
  /** Without source and reply token: a link that failed (FACTS §5). */
  nameless?: boolean;
}

/** The event type does not occur in this kind of chat. */
export class WrongChatError extends Error {
  constructor(type: string, kind: string) {
    super(`LINE has no ${type} event in a ${kind} chat.`);
    this.name = 'WrongChatError';
  }
}

/**
 * Makes a webhook event of `type` with LINE's common fields and sends it on its way.
 * `payload` holds the type's own fields; absent values are left out, never null. A bubble given along follows the delivery's fate.
 */
export function raise(scene: Scene, type: string, payload: Record<string, unknown> = {}, bubble?: Bubble): WebhookRecord {
  const { channel } = scene;
  const chat = channel.chat(scene.chatId);
  const allowed = ONLY_IN[type];
  if (allowed && !allowed.includes(chat.kind)) throw new WrongChatError(type, chat.kind);
  const group = channel.groups.get(scene.chatId);
  if (group?.joinUntold) {
    group.joinUntold = false;
    const { world, chatId } = scene;
    if (type !== 'join') raiseEvent({ world, channel, chatId }, 'join', {}, true);
  }
  if (channel.chaos.unknownEvent) raiseEvent(scene, `sim${newReplyToken().slice(0, 8)}`, { surprise: { level: 1 } }, false);
  return raiseEvent(scene, type, payload, REPLYABLE.has(type) && !scene.nameless, bubble);
}

function raiseEvent(scene: Scene, type: string, payload: Record<string, unknown>, replyable: boolean, bubble?: Bubble): WebhookRecord {
  const { world, channel, chatId } = scene;
  const now = world.now();
  const active = channel.settings.mode === 'active';
  const replyToken = replyable && active ? newReplyToken() : undefined;
  const webhookEventId = newUlid(now);
  const event: Record<string, unknown> = {
    type,
    ...payload,
    webhookEventId,
    deliveryContext: { isRedelivery: false },
    timestamp: now,
    ...(!scene.nameless && !SOURCELESS.has(type) && { source: sourceOf(scene) }),
    ...(replyToken !== undefined && { replyToken }),
    mode: channel.settings.mode,
  };
  if (replyToken !== undefined) channel.replyTokens.issue(replyToken, chatId, now);

  let settle!: () => void;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const record: WebhookRecord = {
    webhookEventId, chatId, type, at: now, event, attempts: [],
    status: { webhookEventId, state: 'waiting' },
    settled, settle,
    ...(replyToken !== undefined && { replyToken }),
  };
  if (bubble) bubble.webhook = record.status;
  record.onStatus = () => {
    if (bubble) channel.chat(chatId).changed(bubble);
    world.touch();
  };
  world.deliverer(channel).deliver(record);
  world.touch();
  return record;
}

function sourceOf({ channel, chatId, user }: Scene): object {
  const group = channel.groups.get(chatId);
  if (!group) return { type: 'user', userId: chatId };
  const userId = user?.consents ? { userId: user.userId } : {};
  return group.kind === 'group' ? { type: 'group', groupId: chatId, ...userId } : { type: 'room', roomId: chatId, ...userId };
}
