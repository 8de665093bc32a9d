import type { Channel } from '../world/channel';
import type { RichMenu } from '../world/richMenus';

/**
 * What a person sees below the chat: `{source: 'user' | 'default' | 'none', menu?, outdated}`. `imageUrl` is a path of the
 * driver API; `outdated` says that opening the chat again would show something else (FACTS §9 "takes effect").
 */
export function richMenuView(channel: Channel, userId: string): object {
  const { menu, source } = channel.richMenus.shownTo(userId);
  return {
    source,
    outdated: channel.richMenus.current(userId).menu?.richMenuId !== menu?.richMenuId,
    ...(menu && { menu: withImageUrl(channel, menu) }),
  };
}

/** All menus of the channel, the aliases, and the default. */
export function richMenusView(channel: Channel): object {
  const { menus, aliases, defaultId, links } = channel.richMenus;
  return {
    menus: [...menus.values()].map((menu) => withImageUrl(channel, menu)),
    aliases: Object.fromEntries(aliases),
    links: Object.fromEntries(links),
    ...(defaultId !== undefined && { defaultRichMenuId: defaultId }),
  };
}

function withImageUrl(channel: Channel, { image, ...menu }: RichMenu): object {
  const path = `/sim/v1/channels/${encodeURIComponent(channel.id)}/rich-menus/${menu.richMenuId}/image`;
  return image ? { ...menu, imageUrl: path } : menu;
}
