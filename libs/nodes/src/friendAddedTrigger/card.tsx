import { IconUserPlus } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { FriendAddedTriggerData } from './definition';

export const friendAddedTriggerEditor: NodeEditor<FriendAddedTriggerData> = {
  icon: IconUserPlus,
  preview: (data, words) => ({ text: data.whom === 'all' ? '' : words.t(`preview.friendAdded.${data.whom}`) }),
};
