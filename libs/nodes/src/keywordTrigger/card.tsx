import { IconMessage2Search } from '@tabler/icons-react';
import { sayPlace } from '../cards/sayPlace';
import type { NodeEditor } from '../nodeEditor';
import type { KeywordTriggerData } from './definition';

export const keywordTriggerEditor: NodeEditor<KeywordTriggerData> = {
  icon: IconMessage2Search,
  preview: (data, words) => ({
    text: [...data.rules.filter((rule) => rule.text !== '').map((rule) => words.t(`preview.keyword.${rule.mode}`, { text: rule.text })), ...sayPlace(data, words.t)].join('\n'),
  }),
};
