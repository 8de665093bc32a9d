import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { KeywordTriggerData } from './definition';

export const runKeywordTrigger: NodeRunner<KeywordTriggerData> = {
  enter: () => leave('next'),
  keywords: (data) => data.rules,
};
