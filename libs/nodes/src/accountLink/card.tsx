import { IconLink } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AccountLinkData } from './definition';

export const accountLinkEditor: NodeEditor<AccountLinkData> = {
  icon: IconLink,
  preview: (data, words) => ({ text: words.say(data.text) }),
  cardText: ['text'],
};
