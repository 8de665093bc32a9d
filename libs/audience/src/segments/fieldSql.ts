import type { SegmentFieldTest } from '@chatloom/contract';
import { DAY_PATTERN, fold, LOCAL_TIME_PATTERN, MOMENT_PATTERN, NUMBER_DIGITS, NUMBER_PATTERN } from './fieldValue';
import { addDays, anniversaries, dayAt, monthOf, type SegmentScene } from './SegmentScene';
import type { SqlValues } from './SqlValues';

const COMPARE = { equal: '=', less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=' } as const;
/** A moment written with its distance from UTC may fall on another day in the bot's zone, but not further away. */
const ZONE_DAYS = 3;
const COMPARE_DAY = { before: '<', on: '=', after: '>' } as const;

/** A field rule as SQL over `c.fields`: true or false, never null. What each test means is said in `fieldTest`. */
export function fieldSql(field: string, test: SegmentFieldTest, sql: SqlValues, scene: SegmentScene): string {
  const key = sql.add(field, 'text');
  const value = `(c.fields -> ${key})`;
  const raw = `(c.fields ->> ${key})`;
  const today = dayAt(scene.now, scene.timeZone);
  const text = `lower(${raw} COLLATE "C")`;
  /** Lists and objects are no words; that is looked at last, as few get there. */
  const words = (condition: string) => orFalse(`${condition} AND jsonb_typeof(${value}) NOT IN ('array', 'object')`);
  const day = () => daySql(raw, sql, scene);
  /** A cheap look at how the value begins, before it is read in earnest: what passes the test passes this. */
  const near = (from: string | null, until: string | null) =>
    [...(from === null ? [] : [`${raw} >= ${sql.add(addDays(from, -ZONE_DAYS), 'text')} COLLATE "C"`]), ...(until === null ? [] : [`${raw} < ${sql.add(addDays(until, ZONE_DAYS + 1), 'text')} COLLATE "C"`])].join(' AND ');
  const between = (from: string, to: string) => orFalse(`${near(from, to)} AND ${day()} BETWEEN ${sql.add(from, 'text')} AND ${sql.add(to, 'text')}`);
  const orFalse = (condition: string) => `coalesce(${condition}, false)`;
  switch (test.op) {
    case 'isSet':
      return orFalse(`${value} NOT IN ('null'::jsonb, '""'::jsonb, '[]'::jsonb)`);
    case 'isTrue':
      return orFalse(`lower(${raw} COLLATE "C") = 'true'`);
    case 'isOneOf':
      return words(`${text} = ANY (${sql.add(test.values.map(fold), 'text[]')})`);
    case 'contains':
      return words(`strpos(${text}, ${sql.add(fold(test.value), 'text')}) > 0`);
    case 'startsWith':
      return words(`starts_with(${text}, ${sql.add(fold(test.value), 'text')})`);
    case 'numberIs':
      return orFalse(`${numberSql(value, raw)} ${COMPARE[test.compare]} ${sql.add(test.value, 'float8')}`);
    case 'numberBetween':
      return orFalse(`${numberSql(value, raw)} BETWEEN ${sql.add(test.from, 'float8')} AND ${sql.add(test.to, 'float8')}`);
    case 'dayIs': {
      const from = test.compare === 'before' ? null : test.day;
      const until = test.compare === 'after' ? null : test.day;
      return orFalse(`${near(from, until)} AND ${day()} ${COMPARE_DAY[test.compare]} ${sql.add(test.day, 'text')}`);
    }
    case 'inLastDays':
      return between(addDays(today, 1 - test.days), today);
    case 'inNextDays':
      return between(today, addDays(today, test.days - 1));
    case 'anniversary': {
      const list = (more: number) => sql.add(anniversaries(today, test.fromDays - more, test.toDays + more), 'text[]');
      return orFalse(`substr(${raw}, 6, 5) = ANY (${list(ZONE_DAYS)}) AND substr(${day()}, 6, 5) = ANY (${list(0)})`);
    }
    case 'month':
      return orFalse(`substr(${day()}, 6, 2) = ${sql.add(monthOf(test.month, today), 'text')}`);
    case 'hasAny':
      return orFalse(`jsonb_typeof(${value}) <> 'object' AND jsonb_exists_any(${value}, ${sql.add(test.values, 'text[]')})`);
    case 'hasAll':
      return orFalse(`jsonb_typeof(${value}) <> 'object' AND jsonb_exists_all(${value}, ${sql.add(test.values, 'text[]')})`);
  }
}

/** `numberOf` in SQL. */
function numberSql(value: string, raw: string): string {
  const trimmed = `btrim(${raw}, E' \\t\\r\\n')`;
  return `CASE jsonb_typeof(${value})
    WHEN 'number' THEN CASE WHEN length(${raw}) <= ${NUMBER_DIGITS} THEN ${value}::float8 END
    WHEN 'string' THEN CASE WHEN ${trimmed} ~ '${NUMBER_PATTERN}' THEN ${trimmed}::float8 END END`;
}

/** `dayOf` in SQL; the text of anything but a string matches no pattern. Days compare as text. */
function daySql(raw: string, sql: SqlValues, { timeZone }: SegmentScene): string {
  const moment = `to_char(${raw}::timestamptz AT TIME ZONE ${sql.add(timeZone, 'text')}, 'YYYY-MM-DD')`;
  // Most are plain days: their length tells them from the rest without trying one pattern after the other.
  return `(CASE WHEN length(${raw}) = 10 THEN CASE WHEN ${raw} ~ '${DAY_PATTERN}' THEN ${raw} END
    WHEN ${raw} ~ '${LOCAL_TIME_PATTERN}' THEN left(${raw}, 10) WHEN ${raw} ~ '${MOMENT_PATTERN}' THEN ${moment} END) COLLATE "C"`;
}
