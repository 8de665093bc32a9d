import { Injectable } from '@nestjs/common';
import { type ChannelInUse, type LineProblem, problemOf, ReachedChannels } from '@chatloom/bots';
import type { CallOutcome, DeliveryKind, LineGateway } from '@chatloom/line';
import { Clock, Database } from '@chatloom/platform';
import { daysBefore, lineDate } from './lineDays';

/** An answer, or why there is none. `notReady`: LINE counts in the night after; `outOfService`: before LINE began to count. */
export type InsightAnswer<T> = { state: 'ready'; value: T } | { state: 'notReady' | 'outOfService' | LineProblem };

export interface DayOfInsight {
  /** yyyy-mm-dd in UTC+9. */
  day: string;
  followers: InsightAnswer<{ followers: number | null; reachable: number | null; blocks: number | null }>;
  /** By way of sending, the account manager's included. */
  delivered: InsightAnswer<Record<string, number>>;
  /** What this API sent, by way of sending. */
  sent: Record<DeliveryKind, InsightAnswer<number>>;
}
export interface UnitEvents {
  impressions: number | null;
  clicks: number | null;
  mediaPlayed: number | null;
  /** Links with their clicks, most clicked first; null below 20 people. */
  links: { url: string; clicks: number | null; people: number | null }[];
}
export interface Share {
  name: string;
  percentage: number;
}

const DELIVERY_KINDS = ['reply', 'push', 'multicast', 'broadcast'] as const;
/** Answers that may still change are asked for again after so long. */
const FRESH_MS = 60 * 60_000;
const FRESH_SLOW_MS = 12 * FRESH_MS;
/** Opens and clicks are counted for 14 days after sending (FACTS §12). */
const COUNTED_DAYS = 14;
const UNITS_PER_PAGE = 100;

/**
 * Statistics LINE keeps, remembered in a table: each question may be asked only sixty times an hour, and what happened on a
 * day that is over never changes once LINE has counted it.
 */
@Injectable()
export class Insight {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reached: ReachedChannels,
  ) {}

  /** The last `count` days, yesterday last. */
  async days(botId: string, channelId: string, count: number): Promise<DayOfInsight[]> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const days = daysBefore(this.clock.now(), count);
    const kept = await this.kept(channelId, days.flatMap((day) => questionsOf(day)));
    // One after the other: the calls of one kind share a rate, and the first refusal tells about all.
    const found: DayOfInsight[] = [];
    for (const day of days) found.push(await this.day(channel, gateway, day, kept));
    return found;
  }

  /** Shares of the followers, or why they are not told; LINE tells from 20 reachable friends on. */
  async demographics(botId: string, channelId: string): Promise<InsightAnswer<Record<'genders' | 'ages' | 'areas' | 'appTypes' | 'subscriptionPeriods', Share[]> & { available: boolean }>> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    return this.ask(channel, 'demographics', FRESH_SLOW_MS, await this.kept(channelId, ['demographics']), async () => {
      const outcome = await gateway.insight.demographics(channel);
      return mapped(outcome, ({ available = false, genders = [], ages = [], areas = [], appTypes = [], subscriptionPeriods = [] }) => ({
        isFinal: false,
        answer: {
          state: 'ready',
          value: {
            available,
            genders: genders.map(({ gender, percentage }) => share(gender, percentage)),
            ages: ages.map(({ age, percentage }) => share(age, percentage)),
            areas: areas.map(({ area, percentage }) => share(area, percentage)),
            appTypes: appTypes.map(({ appType, percentage }) => share(appType, percentage)),
            subscriptionPeriods: subscriptionPeriods.map(({ subscriptionPeriod, percentage }) => share(subscriptionPeriod, percentage)),
          },
        },
      }));
    });
  }

  /** Names of the aggregation units used this month. */
  async units(botId: string, channelId: string): Promise<InsightAnswer<string[]>> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    return this.ask(channel, 'units', FRESH_MS, await this.kept(channelId, ['units']), async () =>
      mapped(await gateway.account.aggregationUnits(channel, { limit: UNITS_PER_PAGE }), ({ customAggregationUnits }) => ({ isFinal: false, answer: { state: 'ready', value: customAggregationUnits } })),
    );
  }

  /** Opens and clicks of what was sent under a unit. @param period days yyyy-mm-dd, at most 30 */
  async unit(botId: string, channelId: string, unit: string, period: { from: string; to: string }): Promise<InsightAnswer<UnitEvents>> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const span = { from: lineDate(period.from), to: lineDate(period.to) };
    const question = `unit/${unit}/${span.from}-${span.to}`;
    const isOver = Date.parse(`${period.to}T00:00:00+09:00`) + COUNTED_DAYS * 86_400_000 < this.clock.now();
    return this.ask(channel, question, FRESH_MS, await this.kept(channelId, [question]), async () =>
      mapped(await gateway.insight.unitEvents(channel, unit, span), ({ overview, clicks }) => ({
        isFinal: isOver,
        answer: {
          state: 'ready',
          value: {
            impressions: overview.uniqueImpression ?? null,
            clicks: overview.uniqueClick ?? null,
            mediaPlayed: overview.uniqueMediaPlayed ?? null,
            links: (clicks ?? []).map((one) => ({ url: one.url ?? '', clicks: one.click ?? null, people: one.uniqueClick ?? null })).sort((a, b) => (b.clicks ?? 0) - (a.clicks ?? 0)),
          },
        },
      })),
    );
  }

  private async day(channel: ChannelInUse, gateway: LineGateway, day: string, kept: Kept): Promise<DayOfInsight> {
    const date = lineDate(day);
    const [followersQuestion, deliveriesQuestion, ...sentQuestions] = questionsOf(day);
    const [followers, delivered, ...sent] = await Promise.all([
      this.ask<{ followers: number | null; reachable: number | null; blocks: number | null }>(channel, followersQuestion!, FRESH_MS, kept, async () =>
        mapped(await gateway.insight.followers(channel, date), (value) =>
          counted(value.status, { followers: value.followers ?? null, reachable: value.targetedReaches ?? null, blocks: value.blocks ?? null }),
        ),
      ),
      this.ask<Record<string, number>>(channel, deliveriesQuestion!, FRESH_MS, kept, async () =>
        mapped(await gateway.insight.deliveries(channel, date), ({ status, ...counts }) => counted(status, Object.fromEntries(Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number')))),
      ),
      ...DELIVERY_KINDS.map((kind, index) =>
        this.ask<number>(channel, sentQuestions[index]!, FRESH_MS, kept, async () => mapped(await gateway.account.deliveryCount(channel, kind, date), ({ status, success = 0 }) => counted(status, success))),
      ),
    ]);
    return { day, followers, delivered, sent: Object.fromEntries(DELIVERY_KINDS.map((kind, index) => [kind, sent[index]!])) as DayOfInsight['sent'] };
  }

  /** What is kept when it is still good, else what LINE says now; an older answer is better than none. */
  private async ask<T>(channel: ChannelInUse, question: string, freshMs: number, kept: Kept, call: () => Promise<Asked<T>>): Promise<InsightAnswer<T>> {
    const known = kept.get(question);
    const now = this.clock.now();
    if (known && (known.isFinal || now - known.askedAt < freshMs)) return known.answer as InsightAnswer<T>;
    const asked = await call();
    if ('problem' in asked) return known ? (known.answer as InsightAnswer<T>) : { state: asked.problem };
    await this.database.pg.query(
      'channelcare.keepInsight',
      `INSERT INTO insight_answer (channel_id, question, answer, is_final, asked_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
       ON CONFLICT (channel_id, question) DO UPDATE SET answer = excluded.answer, is_final = excluded.is_final, asked_at = excluded.asked_at`,
      [channel.id, question, JSON.stringify(asked.answer), asked.isFinal, now],
    );
    return asked.answer;
  }

  private async kept(channelId: string, questions: string[]): Promise<Kept> {
    const { rows } = await this.database.pg.query<{ question: string; answer: InsightAnswer<unknown>; is_final: boolean; asked_at: Date }>(
      'channelcare.keptInsight',
      'SELECT question, answer, is_final, asked_at FROM insight_answer WHERE channel_id = $1 AND question = ANY($2)',
      [channelId, questions],
    );
    return new Map(rows.map((row) => [row.question, { answer: row.answer, isFinal: row.is_final, askedAt: row.asked_at.getTime() }]));
  }
}

type Kept = Map<string, { answer: InsightAnswer<unknown>; isFinal: boolean; askedAt: number }>;
type Asked<T> = { answer: InsightAnswer<T>; isFinal: boolean } | { problem: LineProblem };

function questionsOf(day: string): string[] {
  const date = lineDate(day);
  return [`followers/${date}`, `deliveries/${date}`, ...DELIVERY_KINDS.map((kind) => `sent/${kind}/${date}`)];
}

function mapped<V, T>(outcome: CallOutcome<V>, read: (value: V) => { answer: InsightAnswer<T>; isFinal: boolean }): Asked<T> {
  return outcome.kind === 'ok' ? read(outcome.value) : { problem: problemOf(outcome) };
}

/** LINE's word for whether it has counted: what it has counted it counts once. */
function counted<T>(status: string | undefined, value: T): { answer: InsightAnswer<T>; isFinal: boolean } {
  if (status === 'ready') return { answer: { state: 'ready', value }, isFinal: true };
  return status === 'out_of_service' ? { answer: { state: 'outOfService' }, isFinal: true } : { answer: { state: 'notReady' }, isFinal: false };
}

function share(name: string | undefined, percentage: number | undefined): Share {
  return { name: name ?? 'unknown', percentage: percentage ?? 0 };
}
