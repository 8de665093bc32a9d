import type { NodeRunner } from '@chatloom/engine';
import { compare } from '../condition/compare';
import { leave } from '../shared/leave';
import type { SwitchData } from './definition';

export const runSwitch: NodeRunner<SwitchData> = {
  enter(data, context) {
    const value = data.from === 'expression' ? context.evaluate(data.expression ?? '') : context.render(data.text);
    const found = data.cases.find((each) => each.values.some((wanted) => wanted.trim() !== '' && compare(value, 'equals', wanted)));
    context.trace('conditionSwitched', { actual: value ?? null, case: found?.id ?? 'else' });
    return leave(found?.id ?? 'else');
  },
};
