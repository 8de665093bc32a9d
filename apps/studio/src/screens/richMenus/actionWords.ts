import type { RichMenuAction, RichMenuTab } from '@chatloom/messages';
import type { TFunction } from 'i18next';
import { kindOf } from './menuModel';

/** What a tap does, as one sentence, e.g. "Starts “Booking”". */
export function actionWords(action: RichMenuAction, t: TFunction<'richMenus'>, names: { flowName(flowId: string): string | undefined; tabs: readonly RichMenuTab[] }): string {
  const said = (key: string, text: string | undefined) => (text?.trim() ? t(`richMenus:does.${key}`, { text: short(text.trim()) }) : t('richMenus:does.nothing'));
  const kind = kindOf(action);
  switch (action.type) {
    case 'startFlow':
      return action.flowId === '' ? t('richMenus:does.nothing') : said('startFlow', names.flowName(action.flowId) ?? t('richMenus:does.goneFlow'));
    case 'switchTab':
      return said('switchTab', names.tabs.find(({ id }) => id === action.tabId)?.name);
    case 'message':
      return said('message', action.text);
    case 'uri':
      return kind === 'phone' ? said('phone', action.uri.slice('tel:'.length)) : said('uri', /^https?:\/\/$/.test(action.uri) ? '' : action.uri);
    case 'postback':
      return kind === 'keyboard' ? t('richMenus:does.keyboard') : said('postback', action.data);
    case 'datetimepicker':
      return t(`richMenus:does.${action.mode}`);
    case 'clipboard':
      return said('clipboard', action.clipboardText);
  }
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
