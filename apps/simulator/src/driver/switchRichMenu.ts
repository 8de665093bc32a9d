import { setLink } from '../line/richMenus/links';
import type { Channel, SimUser } from '../world/channel';

/**
 * Shows the menu an alias names: it becomes the person's own, so that a later change of the default does nothing for them
 * (FACTS §9). Answers the `params` of the postback that tells the bot (FACTS §5).
 */
export function switchRichMenu(channel: Channel, user: SimUser, aliasId: string): { newRichMenuAliasId?: string; status: string } {
  const { aliases, menus } = channel.richMenus;
  const richMenuId = aliases.get(aliasId);
  const status = richMenuId === undefined ? 'RICHMENU_ALIAS_ID_NOTFOUND' : menus.has(richMenuId) ? (user.friend ? 'SUCCESS' : 'FAILED') : 'RICHMENU_NOTFOUND';
  if (status !== 'SUCCESS') return { status };
  setLink(channel, user.userId, richMenuId);
  return { newRichMenuAliasId: aliasId, status };
}
