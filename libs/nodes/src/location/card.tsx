import { IconMapPin } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { LocationData } from './definition';

export const locationEditor: NodeEditor<LocationData> = {
  icon: IconMapPin,
  preview: (data, words) => ({ text: [words.say(data.title), words.say(data.address)].filter(Boolean).join('\n') }),
};
