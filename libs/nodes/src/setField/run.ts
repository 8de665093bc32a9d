import type { Json, NodeRunner, RunContext } from '@chatloom/engine';
import { wellFormed } from '../shared/cleanAnswer';
import { leave } from '../shared/leave';
import { readNumber } from '../shared/readNumber';
import type { SetFieldData } from './definition';

export const runSetField: NodeRunner<SetFieldData> = {
  enter(data, context) {
    const value = newValue(data, context);
    if (value === undefined) {
      context.trace('fieldNotSet', { field: data.field, valueType: data.valueType });
      return leave('next');
    }
    return leave('next', [{ type: 'setField', field: data.field, value }]);
  },
};

function newValue(data: SetFieldData, context: RunContext): Json | undefined {
  if (data.from === 'clear') return null;
  if (data.from === 'expression') {
    const result = context.evaluate(data.expression ?? '');
    return typeof result === 'string' ? wellFormed(result) : result;
  }
  const text = wellFormed(context.render(data.text));
  if (data.valueType === 'number') return readNumber(text);
  if (data.valueType === 'boolean') return readBoolean(text);
  return text;
}

function readBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  return ['false', 'no', '0', ''].includes(word) ? false : undefined;
}
