import type { Channel } from '../world/channel';
import type { World } from '../world/world';

/** The person looks at the chat: a new default menu is seen, and so is everything the bot has sent. */
export function openChat(world: World, channel: Channel, userId: string): void {
  const { menu } = channel.richMenus.open(userId);
  if (menu) channel.menuVisits.add(menu.richMenuId, userId, world.now());
  channel.sends.saw(userId);
  channel.chat(userId).tell({ type: 'richMenu' });
  world.touch();
}
