import { type PickDate, RELATIVE_DAY } from '../fields/pickDate';
import { inZone } from '@chatloom/engine';

/** Earliest, latest and first shown answer as they are at this moment, in the form of the mode. */
export function pickerBounds(data: PickDate, now: number, zone: string) {
  const { mode } = data;
  const min = resolve(data.min, mode, now, zone, '00:00');
  const max = resolve(data.max, mode, now, zone, '23:59');
  return { min, max, initial: resolve(data.initial, mode, now, zone, '12:00') };
}

/** The bounds as LINE takes them: `max` after `min` and `initial` between them (FACTS §7); where they are the same day, `min` is kept. */
export function pickerLimits(data: PickDate, now: number, zone: string): { initial?: string; min?: string; max?: string } {
  const { min, max, initial } = pickerBounds(data, now, zone);
  const ordered = min === undefined || max === undefined || max > min;
  const inside = initial !== undefined && (min === undefined || initial >= min) && (max === undefined || initial <= max);
  return {
    ...(inside ? { initial } : {}),
    ...(min === undefined ? {} : { min }),
    ...(ordered && max !== undefined ? { max } : {}),
  };
}

function resolve(value: string | undefined, mode: PickDate['mode'], now: number, zone: string, time: string): string | undefined {
  if (!value) return undefined;
  const relative = RELATIVE_DAY.exec(value);
  if (!relative) return value.replace('t', 'T');
  const days = Number(relative[2] ?? 0) * (relative[1] === '-' ? -1 : 1);
  const date = inZone(now, zone).plus({ days }).toFormat('yyyy-MM-dd');
  return mode === 'datetime' ? `${date}T${time}` : date;
}
