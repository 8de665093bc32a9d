import { inZone } from '../time/localTime';
import { type AskDateData, RELATIVE_DAY } from './definition';

/** Earliest, latest and first shown answer as they are at this moment, in the form of the mode. */
export function bounds(data: Pick<AskDateData, 'mode' | 'min' | 'max' | 'initial'>, now: number, zone: string) {
  const { mode } = data;
  const min = resolve(data.min, mode, now, zone, '00:00');
  const max = resolve(data.max, mode, now, zone, '23:59');
  return { min, max, initial: resolve(data.initial, mode, now, zone, '12:00') };
}

function resolve(value: string | undefined, mode: AskDateData['mode'], now: number, zone: string, time: string): string | undefined {
  if (!value) return undefined;
  const relative = RELATIVE_DAY.exec(value);
  if (!relative) return value.replace('t', 'T');
  const days = Number(relative[2] ?? 0) * (relative[1] === '-' ? -1 : 1);
  const date = inZone(now, zone).plus({ days }).toFormat('yyyy-MM-dd');
  return mode === 'datetime' ? `${date}T${time}` : date;
}
