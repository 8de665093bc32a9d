import { RICH_MENU_ALIAS_SHAPE, RICH_MENUS_PER_CHANNEL } from '@chatloom/messages';
import type { Channel } from '../../world/channel';
import { type Answer, type Call, done, type LineRoute } from '../call';
import { bodyErrors, LineError } from '../lineError';

/** Names for rich menus that tabs switch by (FACTS §9). */
export const aliasRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/richmenu/alias', endpoint: 'richMenuAliasCreate', answer: create },
  { method: 'GET', path: '/v2/bot/richmenu/alias/list', endpoint: 'richMenuAliasList', answer: list },
  { method: 'GET', path: '/v2/bot/richmenu/alias/:richMenuAliasId', endpoint: 'richMenuAliasGet', answer: get },
  { method: 'POST', path: '/v2/bot/richmenu/alias/:richMenuAliasId', endpoint: 'richMenuAliasUpdate', answer: update },
  { method: 'DELETE', path: '/v2/bot/richmenu/alias/:richMenuAliasId', endpoint: 'richMenuAliasDelete', answer: remove },
];

function create({ channel, body }: Call): Answer {
  const { richMenuAliasId, richMenuId } = body;
  if (typeof richMenuAliasId !== 'string' || !RICH_MENU_ALIAS_SHAPE.test(richMenuAliasId)) {
    throw bodyErrors([{ message: 'Must match the pattern ^[a-z0-9_-]{1,32}$', property: 'richMenuAliasId' }]);
  }
  const { aliases } = channel.richMenus;
  if (aliases.has(richMenuAliasId)) throw refusal('conflict richmenu alias id');
  if (aliases.size >= RICH_MENUS_PER_CHANNEL) throw refusal(`Number of rich menu aliases is over the limit of ${RICH_MENUS_PER_CHANNEL}`);
  aliases.set(richMenuAliasId, target(channel, richMenuId));
  return done();
}

function update(call: Call): Answer {
  const alias = aliasOf(call);
  call.channel.richMenus.aliases.set(alias, target(call.channel, call.body.richMenuId));
  return done();
}

function remove(call: Call): Answer {
  call.channel.richMenus.aliases.delete(aliasOf(call));
  return done();
}

function get(call: Call): Answer {
  const richMenuAliasId = aliasOf(call);
  return { status: 200, body: { richMenuAliasId, richMenuId: call.channel.richMenus.aliases.get(richMenuAliasId)! } };
}

function list({ channel }: Call): Answer {
  return { status: 200, body: { aliases: [...channel.richMenus.aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })) } };
}

function aliasOf({ channel, params }: Call): string {
  const alias = params.richMenuAliasId!;
  if (!channel.richMenus.aliases.has(alias)) throw new LineError(404, 'richmenu alias not found', [], {}, { details: [] });
  return alias;
}

/** The menu must be of this channel and have a picture. */
function target(channel: Channel, richMenuId: unknown): string {
  const menu = typeof richMenuId === 'string' ? channel.richMenus.menus.get(richMenuId) : undefined;
  if (!menu) throw refusal('richmenu not found');
  if (!menu.image) throw refusal('must upload richmenu image before applying it to user');
  return menu.richMenuId;
}

const refusal = (message: string): LineError => new LineError(400, message, [], {}, { details: [] });
