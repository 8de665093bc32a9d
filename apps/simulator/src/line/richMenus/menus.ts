import { menuSizeFaults, readPictureHeader, RICH_MENU_IMAGE_MAX_BYTES, RICH_MENUS_PER_CHANNEL } from '@chatloom/messages';
import type { Channel } from '../../world/channel';
import { newRichMenuId } from '../../world/ids';
import type { RichMenu } from '../../world/richMenus';
import { type Answer, type Call, done, type LineRoute } from '../call';
import { LineError, notFound } from '../lineError';
import { checkRichMenu } from './checkRichMenu';

/** Rich menus themselves, their pictures, and the default (FACTS §9, §18 rule 12). */
export const menuRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/richmenu', endpoint: 'richMenuCreate', answer: create },
  { method: 'POST', path: '/v2/bot/richmenu/validate', endpoint: 'richMenuValidate', answer: ({ body }) => (checkRichMenu(body), done()) },
  { method: 'GET', path: '/v2/bot/richmenu/list', endpoint: 'richMenuList', answer: list },
  { method: 'GET', path: '/v2/bot/richmenu/:richMenuId', endpoint: 'richMenuGet', answer: (call) => ({ status: 200, body: view(menuOf(call)) }) },
  { method: 'DELETE', path: '/v2/bot/richmenu/:richMenuId', endpoint: 'richMenuDelete', answer: remove },
  { method: 'POST', path: '/v2/bot/richmenu/:richMenuId/content', endpoint: 'richMenuUpload', takesBytes: true, answer: upload },
  { method: 'GET', path: '/v2/bot/richmenu/:richMenuId/content', endpoint: 'richMenuDownload', answer: download },
  { method: 'GET', path: '/v2/bot/user/all/richmenu', endpoint: 'richMenuGetDefault', answer: getDefault },
  { method: 'DELETE', path: '/v2/bot/user/all/richmenu', endpoint: 'richMenuCancelDefault', answer: cancelDefault },
  { method: 'POST', path: '/v2/bot/user/all/richmenu/:richMenuId', endpoint: 'richMenuSetDefault', answer: setDefault },
];

function create({ channel, body }: Call): Answer {
  const menu = checkRichMenu(body);
  if (channel.richMenus.menus.size >= RICH_MENUS_PER_CHANNEL) throw new LineError(400, `Number of rich menus is over the limit of ${RICH_MENUS_PER_CHANNEL}`);
  const richMenuId = newRichMenuId();
  channel.richMenus.menus.set(richMenuId, { richMenuId, ...menu });
  return { status: 200, body: { richMenuId } };
}

function list({ channel }: Call): Answer {
  return { status: 200, body: { richmenus: [...channel.richMenus.menus.values()].map(view) } };
}

/** Links to it stay and mean nothing; open chats show it until they are opened again. */
function remove(call: Call): Answer {
  const { richMenuId } = menuOf(call);
  const { richMenus } = call.channel;
  richMenus.menus.delete(richMenuId);
  if (richMenus.defaultId === richMenuId) richMenus.defaultId = undefined;
  for (const [alias, id] of richMenus.aliases) if (id === richMenuId) richMenus.aliases.delete(alias);
  return done();
}

/** The header of the picture decides, not what the sender calls it; the content type must be one of the two all the same. */
function upload(call: Call): Answer {
  const menu = menuOf(call);
  const { bytes = Buffer.alloc(0), contentType = '' } = call;
  if (!['image/png', 'image/jpeg'].includes(contentType)) throw new LineError(415, `The content type, ${contentType}, is not supported`);
  if (menu.image) throw new LineError(400, 'An image has already been uploaded to the richmenu');
  const header = readPictureHeader(bytes);
  if (!header || header.contentType !== contentType) throw new LineError(400, 'The image format is not allowed for richmenu');
  if (bytes.length > RICH_MENU_IMAGE_MAX_BYTES || menuSizeFaults(header).length > 0) throw new LineError(400, 'The image size is not allowed for richmenu');
  menu.image = { bytes, contentType };
  return done();
}

function download(call: Call): Answer {
  const { image } = menuOf(call);
  if (!image) throw notFound();
  return { status: 200, body: image };
}

function getDefault({ channel }: Call): Answer {
  const { defaultId } = channel.richMenus;
  if (defaultId === undefined) throw new LineError(404, 'no default richmenu');
  return { status: 200, body: { richMenuId: defaultId } };
}

function setDefault(call: Call): Answer {
  call.channel.richMenus.defaultId = pictured(call.channel, call.params.richMenuId!).richMenuId;
  return done();
}

function cancelDefault({ channel }: Call): Answer {
  channel.richMenus.defaultId = undefined;
  return done();
}

function menuOf({ channel, params }: Call): RichMenu {
  const menu = channel.richMenus.menus.get(params.richMenuId!);
  if (!menu) throw notFound();
  return menu;
}

/** A menu that can be shown: LINE refuses to link one without a picture (FACTS §9 "order of calls"). */
export function pictured(channel: Channel, richMenuId: string): RichMenu {
  const menu = channel.richMenus.menus.get(richMenuId);
  if (!menu) throw new LineError(404, 'richmenu not found', [], {}, { details: [] });
  if (!menu.image) throw new LineError(400, 'must upload richmenu image before applying it to user', [], {}, { details: [] });
  return menu;
}

/** Without the picture. */
function view({ image: _image, ...menu }: RichMenu): object {
  return menu;
}
