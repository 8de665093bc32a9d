/**
 * The moment a clock of the zone shows this local time, as ISO text; of a time that comes twice the first one, of one that is left out
 * the moment the clocks are moved on. Null for anything that is no local time.
 * @param local `yyyy-MM-ddTHH:mm`, as a `datetime-local` input gives it
 */
export function zonedMoment(local: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return null;
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`);
  if (Number.isNaN(wanted)) return null;
  const candidates = [offsetAt(wanted - 86_400_000, timeZone), offsetAt(wanted + 86_400_000, timeZone)].map((offset) => wanted - offset);
  const fitting = candidates.filter((at) => at + offsetAt(at, timeZone) === wanted);
  return new Date(Math.min(...(fitting.length > 0 ? fitting : candidates))).toISOString();
}

/** The other way round: what a clock of the zone shows, for a `datetime-local` input; empty for null. */
export function zonedLocal(moment: string | null, timeZone: string): string {
  if (moment === null) return '';
  const at = Date.parse(moment);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** How far the zone's clocks are ahead of UTC at this moment, ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at / 1000) * 1000;
}
