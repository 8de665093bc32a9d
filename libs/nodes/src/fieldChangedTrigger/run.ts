import { type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { FieldChangedTriggerData } from './definition';

export const runFieldChangedTrigger: NodeRunner<FieldChangedTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'fieldChanged' || input.field !== data.field) return false;
    if (data.value === '') return { specificity: SPECIFICITY.any };
    const { value } = input;
    const text = value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
    return text === data.value && { specificity: SPECIFICITY.equals };
  },
};
