import { IconShieldCheck } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { AskConsentData } from './definition';

export const askConsentEditor: NodeEditor<AskConsentData> = {
  icon: IconShieldCheck,
  preview: (data, words) => ({ text: words.say(data.question) }),
  cardText: ['question'],
};
