import type { CallApi, NewBot } from './makeSampleBot';

/** A drawn rich menu that everybody sees, one of its areas unfinished in the draft. */
export async function publishMenu(call: CallApi, bot: NewBot, flowId: string): Promise<string> {
  const size = { width: 2500, height: 843 };
  const places = [0, 1250].map((x) => ({ x, y: 0, width: 1250, height: 843 }));
  const drawing = { background: '#e8f7ee', gap: 16, cornerRadius: 42, tiles: places.map((bounds, index) => ({ bounds, text: ['Book', '營業時間'][index], icon: ['calendar', 'clock'][index], background: '#0b7a3b', colour: '#ffffff' })) };
  const { id: pictureId } = await call('POST', `/bots/${bot.id}/rich-menu-pictures/draw`, { size, drawing });
  const areas = places.map((bounds, index) => ({ id: `area-${index}`, bounds, action: { type: 'startFlow', flowId } }));
  const document = { size, chatBarText: 'Menu', selected: true, tabs: [{ id: 'tab-1', name: 'First', picture: { pictureId, drawing }, areas }] };
  const menu = await call('POST', `/bots/${bot.id}/rich-menus`, { name: 'Main menu', document });
  await call('POST', `/bots/${bot.id}/rich-menus/${menu.id}/publish`, { channelId: bot.simulatorChannelId });
  await call('PUT', `/bots/${bot.id}/default-rich-menu`, { menuId: menu.id });
  areas[1]!.action.flowId = '';
  await call('PUT', `/bots/${bot.id}/rich-menus/${menu.id}`, { baseRevision: menu.revision, document });
  return menu.id;
}
