import { westernDigits } from '../shared/cleanAnswer';
import { inZone } from '@chatloom/engine';

export interface DateReader {
  /** The person's language decides whether 3/4 is the third of April or the fourth of March. */
  language: string | undefined;
  now: number;
  zone: string;
}

/**
 * What somebody typed as `yyyy-MM-dd`, `HH:mm` or `yyyy-MM-ddTHH:mm`; `undefined` when it is no such thing. Knows the
 * ways it is written in Japan, Taiwan, Thailand and in English, Buddhist years, and "today" and "tomorrow".
 */
export function readDate(text: string, mode: 'date' | 'time' | 'datetime', reader: DateReader): string | undefined {
  const plain = westernDigits(text).toLowerCase().replace(/\s+/g, ' ').trim();
  if (plain.length > 60) return undefined;
  if (mode === 'date') return readDay(plain, reader);
  if (mode === 'time') return readTime(plain);
  // The day ends somewhere before the time: try every place where it may.
  for (const gap of plain.matchAll(/[ t日,、]+/g)) {
    const end = gap.index + gap[0].length;
    const day = readDay(plain.slice(0, end).replace(/[ t,、]+$/, ''), reader);
    const time = day && readTime(plain.slice(end).trim());
    if (time) return `${day}T${time}`;
  }
  const [word, days] = Object.entries(RELATIVE).find(([each]) => plain.startsWith(each)) ?? [];
  const time = word && readTime(plain.slice(word.length).trim());
  return time ? `${dayFrom(reader, days!)}T${time}` : undefined;
}

const RELATIVE: Record<string, number> = {
  'day after tomorrow': 2,
  today: 0,
  tomorrow: 1,
  今日: 0,
  明日: 1,
  明後日: 2,
  今天: 0,
  明天: 1,
  後天: 2,
  วันนี้: 0,
  พรุ่งนี้: 1,
  มะรืนนี้: 2,
  มะรืน: 2,
};

function dayFrom({ now, zone }: DateReader, days: number): string {
  return inZone(now, zone).plus({ days }).toFormat('yyyy-MM-dd');
}

const YEAR_FIRST = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const MINGUO = /^民國(\d{2,3})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const NO_YEAR = /^(\d{1,2})[-/.月](\d{1,2})日?$/;

function readDay(text: string, reader: DateReader): string | undefined {
  if (Object.hasOwn(RELATIVE, text)) return dayFrom(reader, RELATIVE[text]!);
  const plain = text.replace(/ ?([-/.年月日]) ?/g, '$1');
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst) return day(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const minguo = MINGUO.exec(plain);
  if (minguo) return day(Number(minguo[1]) + 1911, Number(minguo[2]), Number(minguo[3]));
  const yearLast = YEAR_LAST.exec(plain);
  if (yearLast) {
    const [month, date] = inOrder(Number(yearLast[1]), Number(yearLast[2]), reader.language === 'en-US');
    return day(Number(yearLast[3]), month, date);
  }
  const noYear = NO_YEAR.exec(plain);
  if (!noYear) return undefined;
  const base = reader.language?.toLowerCase().split('-')[0];
  const monthFirst = base === 'ja' || base === 'zh' || reader.language === 'en-US' || plain.includes('月');
  const [month, date] = inOrder(Number(noYear[1]), Number(noYear[2]), monthFirst);
  const today = dayFrom(reader, 0);
  const year = Number(today.slice(0, 4));
  const thisYear = day(year, month, date);
  // A day without a year is the next one of its kind.
  return thisYear !== undefined && thisYear >= today ? thisYear : (day(year + 1, month, date) ?? thisYear);
}

function inOrder(first: number, second: number, monthFirst: boolean): [month: number, date: number] {
  return monthFirst ? [first, second] : [second, first];
}

function day(year: number, month: number, date: number): string | undefined {
  // Years of the Thai calendar are 543 ahead.
  const western = year >= 2400 && year < 2700 ? year - 543 : year;
  const text = `${String(western).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

const TIME = /^(午前|上午|早上|午後|下午|晚上)? ?(\d{1,2})(?: ?[:.時时點点] ?(\d{1,2}|半)?分?)? ?(am|pm|a\.m\.|p\.m\.|น\.?)?$/;
const AFTERNOON = new Set(['午後', '下午', '晚上', 'pm', 'p.m.']);
const MORNING = new Set(['午前', '上午', '早上', 'am', 'a.m.']);

function readTime(text: string): string | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, before, hourText, minuteText, after] = found;
  const half = [before, after].find((word) => word !== undefined && (AFTERNOON.has(word) || MORNING.has(word)));
  // A bare number is a time only with a word or a sign that says so.
  if (minuteText === undefined && !before && !after && !/[:.時时點点]/.test(text)) return undefined;
  let hour = Number(hourText);
  const minute = minuteText === '半' ? 30 : Number(minuteText ?? 0);
  if (half !== undefined) {
    if (hour > 12) return undefined;
    hour = (hour % 12) + (AFTERNOON.has(half) ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
