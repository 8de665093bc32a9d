import { IconLayoutBottombar } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SetRichMenuData } from './definition';

export const setRichMenuEditor: NodeEditor<SetRichMenuData> = {
  icon: IconLayoutBottombar,
  preview: (data, words) => ({ text: data.show === 'rules' ? words.t('nodes.setRichMenu.options.show.rules') : data.menuId && words.thingName('richMenu', data.menuId) }),
};
