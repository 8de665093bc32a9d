/**
 * What a route asks of the caller. Rights on a bot are decided in one place (`requireBot` of libs/accounts), so that
 * roles other than owner can be added without touching a route.
 */
export const BOT_PERMISSIONS = [
  /** See the bot, its flows, channels and versions. */
  'bot.read',
  /** Rename, time zone, business hours, archive. */
  'bot.edit',
  'channel.edit',
  'flow.edit',
  /** Change what customers get: publish, roll back, unpublish. */
  'flow.publish',
  /** See contacts and what was said. */
  'people.read',
  /** Change contacts: tags, fields, imports, segments. */
  'people.edit',
  /** Take people's data out of the house, or delete it. */
  'people.export',
  /** Make campaigns, step series and topics, without sending. */
  'campaign.edit',
  /** Let messages go out to many: send, schedule, resume, publish a topic. */
  'campaign.send',
  /** Make polls, bingo games and draws. */
  'game.edit',
  /** Run them: open, call, close, give prizes. */
  'game.host',
  /** Make something happen in a conversation. */
  'conversation.start',
  /** Try the draft in the phone. */
  'phone.use',
] as const;
export type BotPermission = (typeof BOT_PERMISSIONS)[number];

/** `none`: public. `self`: any signed-in person, about themselves. `bot.create`: make a new bot. */
export type Permission = 'none' | 'self' | 'bot.create' | BotPermission;

/** Does this permission concern one bot, named by the path parameter `botId`? */
export function isBotPermission(permission: Permission): permission is BotPermission {
  return (BOT_PERMISSIONS as readonly string[]).includes(permission);
}
