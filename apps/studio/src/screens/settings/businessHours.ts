/** Opening hours by ISO weekday, 1 Monday to 7 Sunday; an absent day is closed, null is always open. */
export type BusinessHours = Partial<Record<Weekday, Opening[]>>;
export interface Opening {
  /** "09:30" */
  from: string;
  /** "18:00"; "24:00" as the end of the day. */
  to: string;
}
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What a day begins with when it is opened, and what "at set hours" begins with. */
export const USUAL: Opening = { from: '09:00', to: '18:00' };
export const usualWeek = (): BusinessHours => Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [{ ...USUAL }]]));

/** Days with a stretch that ends before it begins or misses a time. */
export const wrongDays = (hours: BusinessHours | null): Weekday[] =>
  WEEKDAYS.filter((day) => hours?.[day]?.some(({ from, to }) => !from || !to || from >= to));

/** The week with one day changed; a day without any stretch is left out. */
export function withDay(hours: BusinessHours, day: Weekday, openings: Opening[]): BusinessHours {
  const rest = { ...hours };
  delete rest[day];
  return openings.length > 0 ? { ...rest, [day]: openings } : rest;
}

/** Another stretch for a day: an evening after the last one when there is room, else the usual hours. */
export function nextOpening(openings: Opening[]): Opening {
  const last = openings.at(-1);
  if (!last) return { ...USUAL };
  const hour = Number(last.to.slice(0, 2)) + 1;
  if (!(hour < 23)) return { from: '', to: '' };
  const two = (value: number) => String(value).padStart(2, '0');
  return { from: `${two(hour)}:00`, to: `${two(Math.min(hour + 3, 23))}:00` };
}
