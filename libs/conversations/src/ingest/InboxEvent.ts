import type { Input } from '@chatloom/engine';

/** Something that happened to a conversation, on its way into the inbox. */
export interface InboxEvent {
  channelId: string;
  botId: string;
  /** Unique per channel: LINE's `webhookEventId`, or an id of our own such as `timer-<id>`. */
  eventId: string;
  /** `u:<userId>`, `g:<groupId>`, `r:<roomId>`. */
  conversationKey: string;
  input: Input;
  replyToken?: string;
  /** LINE said another module answers this chat: recorded, not acted on (FACTS §4). */
  standby?: boolean;
  isRedelivery?: boolean;
}
