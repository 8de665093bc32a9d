/**
 * Places where a process may be killed by a fault test: before and after each commit and each send. One registry, so
 * that the fault suite can walk all of them.
 */
export const CRASH_POINTS = [
  'ingest.beforeCommit',
  'ingest.afterCommit',
  'turn.rehearsed',
  'turn.locked',
  'turn.stepped',
  'turn.beforeCommit',
  'turn.afterCommit',
  'outbox.claimed',
  'outbox.beforeSend',
  'outbox.afterSend',
  'outbox.beforeRecord',
  'outbox.afterRecord',
  'timer.beforeFire',
  'timer.afterFire',
  'poll.beforeClose',
  'poll.afterClose',
  'poll.toldSome',
  'campaign.frozen',
  'campaign.claimed',
  'campaign.beforeSend',
  'campaign.afterSend',
  'campaign.beforeRecord',
  'campaign.afterRecord',
  'bingo.beforeCall',
  'bingo.afterCall',
  'bingo.toldSome',
  'draw.beforeGive',
  'draw.beforeEnd',
  'draw.afterEnd',
  'draw.toldSome',
  'voucher.given',
  'voucher.beforeRedeem',
  'voucher.afterRedeem',
  'stamp.beforeCommit',
  'stamp.afterCommit',
  'gifts.toldSome',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** What arms one point: the n-th time it is reached, or each time with a probability. */
type Arming = { nth: number } | { probability: number };

/**
 * Read `CRASH_POINTS`, for example `turn.beforeCommit:0.01,outbox.afterSend:3`: a whole number is the n-th time the
 * point is reached (once), a fraction below 1 a probability each time. `*` arms every point.
 * @throws Error naming the mistake: an unknown point, or a number that is neither.
 */
export function parseCrashPoints(text: string): Map<CrashPoint, Arming> {
  const armed = new Map<CrashPoint, Arming>();
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [name = '', amount = '1'] = part.split(':');
    const value = Number(amount);
    const isNth = Number.isInteger(value) && value >= 1;
    const isProbability = value > 0 && value < 1;
    if (!isNth && !isProbability) {
      throw new Error(`CRASH_POINTS: "${part}" needs a whole number (the n-th time) or a fraction below 1 (a probability) after the colon.`);
    }
    const points = name === '*' ? CRASH_POINTS : CRASH_POINTS.filter((point) => point === name);
    if (points.length === 0) throw new Error(`CRASH_POINTS: there is no crash point "${name}". Known: ${CRASH_POINTS.join(', ')}.`);
    for (const point of points) armed.set(point, isNth ? { nth: value } : { probability: value });
  }
  return armed;
}

let armedPoints: Map<CrashPoint, Arming> | null = process.env['CRASH_POINTS'] ? parseCrashPoints(process.env['CRASH_POINTS']) : null;
const reached = new Map<CrashPoint, number>();

/**
 * Die here, as if the power went, when a fault test armed this point; otherwise do nothing (one comparison, so hot
 * paths may call it). `kill -9` of ourselves: no handler, no flush, no close runs.
 */
export function crashPoint(name: CrashPoint): void {
  if (armedPoints === null) return;
  if (isDue(name)) process.kill(process.pid, 'SIGKILL');
}

/** Arm points in this process (tests of the mechanism itself); `null` disarms all. */
export function armCrashPoints(text: string | null): void {
  armedPoints = text === null ? null : parseCrashPoints(text);
  reached.clear();
}

function isDue(name: CrashPoint): boolean {
  const arming = armedPoints?.get(name);
  if (!arming) return false;
  if ('probability' in arming) return Math.random() < arming.probability;
  const times = (reached.get(name) ?? 0) + 1;
  reached.set(name, times);
  return times === arming.nth;
}
