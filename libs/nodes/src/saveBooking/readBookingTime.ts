import { localTimeToInstant } from '@chatloom/engine';

/** When a booking is for. */
export interface BookingTime {
  /** Epoch ms. */
  at: number;
  /** On the bot's clock: yyyy-MM-ddTHH:mm. */
  local: string;
  /** Beginning of the stretch of the day whose places it shares, on the bot's clock. */
  slot: string;
}

/** @returns `undefined` when no date and time can be read. A date without a time is its midnight where a slot is the whole day. */
export function readBookingTime(date: string, time: string, zone: string, slotMinutes: number): BookingTime | undefined {
  const [, day, inDate] = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(date) ?? [];
  const clock = /^\s*(\d{1,2}:\d{2})/.exec(time)?.[1] ?? inDate ?? (slotMinutes === DAY_MINUTES ? '00:00' : undefined);
  if (day === undefined || clock === undefined) return undefined;
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  if (hours > 23 || minutes > 59) return undefined;
  const at = localTimeToInstant(day, clockText(hours * 60 + minutes), zone);
  if (at === undefined) return undefined;
  const begin = Math.floor((hours * 60 + minutes) / slotMinutes) * slotMinutes;
  return { at, local: `${day}T${clockText(hours * 60 + minutes)}`, slot: `${day}T${clockText(begin)}` };
}

const DAY_MINUTES = 1440;

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
