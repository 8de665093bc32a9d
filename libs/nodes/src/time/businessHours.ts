import { type BotSnapshot, inZone, localTimeToInstant } from '@chatloom/engine';

type Hours = Pick<BotSnapshot, 'timeZone' | 'businessHours'>;

/** How many days ahead an opening is looked for: a table repeats weekly, so a week and a day see all of it. */
const DAYS_AHEAD = 8;

/** Is the bot's business open? Without a table of hours it always is. `to` is not included; `24:00` ends the day. */
export function isOpenAt(at: number, bot: Hours): boolean {
  if (!bot.businessHours) return true;
  const local = inZone(at, bot.timeZone);
  const time = local.toFormat('HH:mm');
  const spans = spansOf(bot, local.weekday);
  return spans.some(({ from, to }) => from <= time && (time < to || to <= from)) || overnight(bot, local.weekday, time);
}

/** The moment itself when open, else the next opening; the moment itself when it never opens. */
export function intoBusinessHours(at: number, bot: Hours): number {
  if (isOpenAt(at, bot)) return at;
  const day = inZone(at, bot.timeZone).startOf('day');
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const local = day.plus({ days: ahead });
    const openings = spansOf(bot, local.weekday)
      .map(({ from }) => localTimeToInstant(local.toFormat('yyyy-MM-dd'), from, bot.timeZone))
      .filter((opening): opening is number => opening !== undefined && opening > at)
      .sort((a, b) => a - b);
    if (openings[0] !== undefined) return openings[0];
  }
  return at;
}

function spansOf(bot: Hours, weekday: number): { from: string; to: string }[] {
  return bot.businessHours?.[weekday as 1] ?? [];
}

/** A span whose end is earlier than its beginning reaches into the next day. */
function overnight(bot: Hours, weekday: number, time: string): boolean {
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return spansOf(bot, dayBefore).some(({ from, to }) => to < from && time < to);
}
