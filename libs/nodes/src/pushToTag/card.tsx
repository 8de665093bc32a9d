import { IconSpeakerphone } from '@tabler/icons-react';
import { sayBubbles } from '../cards/sayBubbles';
import type { NodeEditor } from '../nodeEditor';
import type { PushToTagData } from './definition';

export const pushToTagEditor: NodeEditor<PushToTagData> = {
  icon: IconSpeakerphone,
  preview(data, words) {
    const bubbles = sayBubbles(data.messages, words);
    return { ...bubbles, text: [data.tag && words.t('preview.toTag', { tag: data.tag }), bubbles.text].filter(Boolean).join('\n') };
  },
};
