import { isDeepStrictEqual } from 'node:util';
import type { Bubble, MessageObject } from '../world/bubble';
import type { Channel, SimUser } from '../world/channel';
import { newReplyToken } from '../world/ids';
import { linkAccount, readLinkAddress } from '../line/accountLink';
import { quoteTokenOf } from '../world/quoteTokens';
import { readToken } from '../world/readMarks';
import type { World } from '../world/world';
import { raise, type Scene } from '../webhooks/raise';
import type { WebhookRecord } from '../webhooks/webhookRecord';
import { actionsOf, type LineAction, pickerFault, quickRepliesOf, STAYING_QUICK_REPLIES } from './actions';
import { DriverError, missing } from './driverError';
import type { SendInput, TapInput } from './schemas';
import { switchRichMenu } from './switchRichMenu';

/** What people do in the LINE app, with the webhooks that follow. */
export class UserSide {
  constructor(
    private readonly world: World,
    private readonly channel: Channel,
    private readonly user: SimUser,
  ) {}

  /** Writes, or sends a picture, a sticker, a place. */
  send(input: SendInput): { bubble: Bubble; record: WebhookRecord } {
    const scene = this.scene(input.in);
    const { in: _in, wait: _wait, ...given } = input;
    const id = this.world.messageIds.next();
    return this.say(scene, id, 'base64' in given ? this.storeMedia(id, given) : given);
  }

  /** Pictures picked together: one webhook each, in an order of LINE's own (FACTS §5); answered in the order they were picked. */
  sendImages({ images, in: place }: { images: { base64: string; contentType?: string }[]; in?: string }): { bubble: Bubble; record: WebhookRecord }[] {
    const id = newReplyToken();
    const total = images.length;
    const picked = images.map((image, index): SendInput => ({ type: 'image', ...image, imageSet: { id, index: index + 1, total }, wait: false, ...(place !== undefined && { in: place }) }));
    // Backwards is as good as any, and the same in every run.
    return picked.reverse().map((input) => this.send(input)).reverse();
  }

  /** Adds the bot, for the first time or again after blocking it. */
  follow(): WebhookRecord {
    const isUnblocked = this.user.blocked;
    if (!this.user.friend) this.user.friendSince = this.world.now();
    this.user.friend = true;
    this.user.blocked = false;
    return this.friendship('follow', isUnblocked ? 'unblocked' : 'followed', { follow: { isUnblocked } });
  }

  block(): WebhookRecord {
    if (this.user.blocked) throw new DriverError(409, 'conflict', 'The bot is blocked already.');
    this.user.blocked = true;
    return this.friendship('unfollow', 'blocked', {});
  }

  unblock(): WebhookRecord {
    if (!this.user.blocked) throw new DriverError(409, 'conflict', 'The bot is not blocked.');
    return this.follow();
  }

  /** Takes a message back: the bot is told, and its content is gone. */
  unsend(messageId: string, chatId?: string): WebhookRecord {
    const scene = this.scene(chatId);
    const bubble = this.ownBubble(scene, messageId);
    bubble.unsent = true;
    bubble.message = { type: bubble.message.type };
    this.channel.contents.unsend(messageId);
    this.channel.chat(scene.chatId).changed(bubble);
    return raise(scene, 'unsend', { unsend: { messageId } });
  }

  /** Changes a text in a group; LINE has no such thing in 1:1 chats. */
  edit(messageId: string, text: string, chatId?: string): WebhookRecord {
    const scene = this.scene(chatId);
    const bubble = this.ownBubble(scene, messageId);
    if (bubble.message.type !== 'text') throw new DriverError(409, 'conflict', 'Only texts can be edited.');
    const quoteToken = quoteTokenOf(scene.chatId, messageId);
    const record = raise(scene, 'messageEdited', { message: { type: 'text', id: messageId, text, quoteToken } });
    bubble.message = { ...bubble.message, text };
    bubble.edited = true;
    bubble.quoteToken = quoteToken;
    this.channel.chat(scene.chatId).changed(bubble);
    return record;
  }

  /** Anything else LINE may report, also of types nobody knows. */
  raise(type: string, fields: Record<string, unknown>, chatId?: string): WebhookRecord {
    return raise(this.scene(chatId), type, fields);
  }

  /** Performs an action the way the app does. What leaves LINE (links, the clipboard, the camera) is only named. */
  tap(input: TapInput): { performed: string; uri?: string; text?: string; bubble?: Bubble; record?: WebhookRecord } {
    const scene = this.scene(input.in);
    const { action, isQuickReply, requestId } = this.tapped(scene, input);
    const fault = action.type === 'datetimepicker' ? pickerFault(action, input.params) : undefined;
    if (fault) throw new DriverError(400, 'badPickerValue', fault);
    if (isQuickReply && !(STAYING_QUICK_REPLIES.has(action.type) && action.type !== 'datetimepicker')) {
      this.channel.chat(scene.chatId).endQuickReplies();
    }
    switch (action.type) {
      case 'message':
        return { performed: 'message', ...this.say(scene, this.world.messageIds.next(), { type: 'text', text: String(action.text) }) };
      case 'postback': {
        const data = String(action.data);
        // `text` (deprecated) is said, with a message event of its own; `displayText` is only shown.
        const said = typeof action.text === 'string' ? this.say(scene, this.world.messageIds.next(), { type: 'text', text: action.text }) : undefined;
        const shown = typeof action.displayText === 'string' ? this.show(scene, action.displayText) : said?.bubble;
        const record = raise(scene, 'postback', { postback: { data, ...(input.params && { params: input.params }) } }, said ? undefined : shown);
        return { performed: 'postback', record, ...(shown && { bubble: shown }) };
      }
      case 'datetimepicker':
        return { performed: 'datetimepicker', record: raise(scene, 'postback', { postback: { data: String(action.data), params: input.params } }) };
      case 'richmenuswitch': {
        const params = switchRichMenu(this.channel, this.user, String(action.richMenuAliasId));
        return { performed: 'richmenuswitch', record: raise(scene, 'postback', { postback: { data: String(action.data), params } }) };
      }
      case 'uri': {
        const asked = readLinkAddress(String(action.uri));
        if (asked) {
          const outcome = linkAccount(this.world, this.channel, { ...asked, asked: this.user.userId });
          return { performed: 'accountLink', uri: String(action.uri), ...('record' in outcome && { record: outcome.record }) };
        }
        return { performed: 'uri', uri: this.openAddress(String(action.uri ?? action.linkUri), requestId) };
      }
      case 'clipboard':
        return { performed: 'clipboard', text: String(action.clipboardText) };
      default:
        return { performed: action.type };
    }
  }

  /** Statistics count who opened what (FACTS §12). */
  private openAddress(uri: string, requestId: string | undefined): string {
    this.channel.sends.opened(requestId, uri, this.user.userId, this.world.now());
    return uri;
  }

  private tapped(scene: Scene, input: TapInput): { action: LineAction; isQuickReply: boolean; requestId?: string } {
    if (input.postback) return { action: { type: 'postback', ...input.postback }, isQuickReply: false };
    if (input.richMenuArea !== undefined) {
      const area = scene.chatId === this.user.userId ? this.channel.richMenus.shownTo(scene.chatId).menu?.areas[input.richMenuArea] : undefined;
      if (!area) throw missing('area of a rich menu');
      const { menu } = this.channel.richMenus.shownTo(scene.chatId);
      if (menu) this.channel.menuVisits.add(menu.richMenuId, this.user.userId, this.world.now(), input.richMenuArea);
      return { action: area.action, isQuickReply: false };
    }
    const chat = this.channel.chat(scene.chatId);
    const bubble = input.messageId === undefined ? chat.bubbles.findLast(({ side }) => side === 'bot') : chat.find(input.messageId);
    if (!bubble || bubble.side !== 'bot') throw missing('message of the bot');
    const actions = actionsOf(bubble.message);
    const quickReplies = quickRepliesOf(bubble.message);
    const matches = (action: LineAction): boolean =>
      input.action !== undefined ? isDeepStrictEqual(action, input.action) : input.label !== undefined && action.label === input.label;
    const quickReply = input.quickReply !== undefined ? quickReplies[input.quickReply] : quickReplies.find(matches);
    const action = input.actionIndex !== undefined ? actions[input.actionIndex] : actions.find(matches);
    const { requestId } = bubble;
    if (quickReply && bubble.quickRepliesAlive) return { action: quickReply, isQuickReply: true, requestId };
    if (action) return { action, isQuickReply: false, requestId };
    if (quickReply) throw new DriverError(409, 'quickReplyGone', 'The quick replies of this message are gone: a newer message came, or one was tapped.');
    throw missing('action on this message');
  }

  private say(scene: Scene, id: string, content: MessageObject): { bubble: Bubble; record: WebhookRecord } {
    const { channel, world } = this;
    const isPerson = scene.chatId === this.user.userId;
    if (isPerson) this.user.lastWroteAt = world.now();
    const quotable = ['text', 'sticker', 'image', 'video'].includes(content.type);
    const quoteToken = quotable ? { quoteToken: quoteTokenOf(scene.chatId, id) } : {};
    const message = { ...content, id, ...quoteToken, markAsReadToken: readToken(scene.chatId, id) };
    const bubble: Bubble = { id, side: 'user', at: world.now(), userId: this.user.userId, message: { ...content }, ...quoteToken };
    // Raised first, so that watchers never see the bubble without its delivery.
    const record = raise(scene, 'message', { message }, bubble);
    channel.chat(scene.chatId).add(bubble);
    return { bubble, record };
  }

  /** A text in the person's bubble that is not sent to the bot. */
  private show(scene: Scene, text: string): Bubble {
    const bubble: Bubble = { id: this.world.messageIds.next(), side: 'user', at: this.world.now(), userId: this.user.userId, message: { type: 'text', text } };
    this.channel.chat(scene.chatId).add(bubble);
    return bubble;
  }

  private friendship(event: 'follow' | 'unfollow', notice: string, payload: Record<string, unknown>): WebhookRecord {
    const chat = this.channel.chat(this.user.userId);
    const bubble: Bubble = { id: this.world.messageIds.next(), side: 'notice', at: this.world.now(), userId: this.user.userId, message: { type: notice } };
    const record = raise({ world: this.world, channel: this.channel, chatId: this.user.userId, user: this.user }, event, payload, bubble);
    chat.add(bubble);
    chat.tell({ type: 'friend', friend: this.user.friend, blocked: this.user.blocked });
    return record;
  }

  private storeMedia(id: string, input: { type: string; base64: string; contentType?: string; [field: string]: unknown }): MessageObject {
    const { base64, contentType = MEDIA_TYPES[input.type] ?? 'application/octet-stream', ...fields } = input;
    const bytes = Buffer.from(base64, 'base64');
    this.channel.contents.add(id, { bytes, contentType, readyAt: this.world.now() + this.channel.settings.contentPreparingMs });
    if (input.type === 'file') return { ...fields, fileSize: bytes.length };
    return { ...fields, contentProvider: { type: 'line' } };
  }

  private scene(chatId = this.user.userId): Scene {
    if (chatId !== this.user.userId) {
      const group = this.channel.groups.get(chatId);
      if (!group?.members.has(this.user.userId)) throw missing('group with this member');
      if (!group.joined) throw new DriverError(409, 'conflict', 'The bot has left this group.');
    } else if (this.user.blocked) {
      throw new DriverError(409, 'conflict', 'Somebody who blocks the bot cannot write to it.');
    }
    return { world: this.world, channel: this.channel, chatId, user: this.user };
  }

  private ownBubble(scene: Scene, messageId: string): Bubble {
    const bubble = this.channel.chat(scene.chatId).find(messageId);
    if (!bubble || bubble.userId !== this.user.userId) throw missing('message of this user');
    return bubble;
  }
}

/** What a phone would send when the content type is not given. */
const MEDIA_TYPES: Record<string, string> = { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/m4a' };
