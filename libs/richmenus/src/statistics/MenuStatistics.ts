import { Injectable } from '@nestjs/common';
import { ChannelDirectory, LineGateways, LruCache, NotFoundError } from '@chatloom/bots';
import type { RichMenuStatistics } from '@chatloom/contract';
import type { RichMenuBounds } from '@chatloom/messages';
import { Clock } from '@chatloom/platform';

import { Publications } from '../publishing/Publications';
import type { LiveTab } from '../publishing/publishJob';

/** LINE answers 60 such questions an hour (FACTS §2), and its numbers change once a day. */
const FRESH_MS = 30 * 60_000;
const KEPT = 500;

type TabStatistics = RichMenuStatistics['tabs'][number];
type Answer = Pick<RichMenuStatistics, 'state' | 'message'> & { tab: TabStatistics };

/** How often a published menu was seen and tapped, as LINE counts (FACTS §12 "statistics"). */
@Injectable()
export class MenuStatistics {
  private readonly kept = new LruCache<string, { at: number; answer: Answer }>(KEPT);

  constructor(
    private readonly clock: Clock,
    private readonly publications: Publications,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** @param period days `yyyy-MM-dd` in UTC+9, as LINE counts them. @throws NotFoundError */
  async of(botId: string, menuId: string, channelId: string, period: { from: string; to: string }): Promise<RichMenuStatistics> {
    const channel = await this.directory.byId(channelId);
    if (channel?.botId !== botId) throw new NotFoundError('channel');
    const row = await this.publications.find(menuId, channelId);
    if (!row?.live) return { state: 'notPublished', message: null, ...period, tabs: [] };
    const answers: Answer[] = [];
    for (const tab of row.live.tabs) answers.push(await this.ofTab(channel, tab, period));
    const worst = answers.find((one) => one.state === 'unavailable') ?? answers.find((one) => one.state === 'notReady');
    return { state: worst?.state ?? 'ready', message: worst?.message ?? null, ...period, tabs: answers.map((one) => one.tab) };
  }

  private async ofTab(channel: NonNullable<Awaited<ReturnType<ChannelDirectory['byId']>>>, tab: LiveTab, period: { from: string; to: string }): Promise<Answer> {
    const key = [tab.richMenuId, period.from, period.to].join(' ');
    const kept = this.kept.get(key);
    if (kept && this.clock.now() - kept.at < FRESH_MS) return kept.answer;
    const { insight } = this.gateways.of(channel.kind);
    const span = { from: period.from.replaceAll('-', ''), to: period.to.replaceAll('-', '') };
    const [summary, daily] = await Promise.all([insight.richMenuSummary(channel, tab.richMenuId, span), insight.richMenuDaily(channel, tab.richMenuId, span)]);
    if (summary.kind !== 'ok' || daily.kind !== 'ok') {
      const failed = summary.kind === 'ok' ? daily : summary;
      return { state: 'unavailable', message: sentenceOf(failed), tab: emptyTab(tab) };
    }
    // Without a metrics period LINE has not counted, or fewer than 20 people saw the menu.
    const isReady = summary.value.metricsFrom != null;
    const answer: Answer = {
      state: isReady ? 'ready' : 'notReady',
      message: null,
      tab: {
        tabId: tab.tabId,
        richMenuId: tab.richMenuId,
        impressions: summary.value.impression?.metrics.count ?? null,
        uniqueImpressions: summary.value.impression?.metrics.uniqueUsers ?? null,
        areas: tab.areas.map(({ id, bounds }) => {
          const click = summary.value.clicks?.find((one) => sameBounds(one.bounds, bounds));
          return { areaId: id, clicks: click?.metrics.count ?? null, uniqueClicks: click?.metrics.uniqueUsers ?? null };
        }),
        daily: dailyOf(daily.value),
      },
    };
    this.kept.set(key, { at: this.clock.now(), answer });
    return answer;
  }
}

interface DailyMetrics {
  metrics: { date: string; count: number }[];
}

/** One line per day that has any number. */
function dailyOf({ impression, clicks }: { impression?: DailyMetrics; clicks?: DailyMetrics[] }): TabStatistics['daily'] {
  const days = new Map<string, { impressions: number | null; clicks: number | null }>();
  const day = (date: string) => days.get(date) ?? days.set(date, { impressions: null, clicks: null }).get(date)!;
  for (const { date, count } of impression?.metrics ?? []) day(date).impressions = count;
  for (const { date, count } of (clicks ?? []).flatMap((click) => click.metrics)) day(date).clicks = (day(date).clicks ?? 0) + count;
  return [...days].sort(([a], [b]) => a.localeCompare(b)).map(([date, counts]) => ({ date: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`, ...counts }));
}

function emptyTab({ tabId, richMenuId, areas }: LiveTab): TabStatistics {
  return { tabId, richMenuId, impressions: null, uniqueImpressions: null, areas: areas.map(({ id }) => ({ areaId: id, clicks: null, uniqueClicks: null })), daily: [] };
}

function sameBounds(a: RichMenuBounds, b: RichMenuBounds): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function sentenceOf(outcome: { kind: string; message?: string }): string {
  if (outcome.kind === 'retryLater') return 'LINE does not answer now, or was asked too often. Try again later.';
  if (outcome.kind === 'unauthorized') return 'LINE does not let this channel read statistics.';
  return outcome.message ?? 'LINE has no statistics of this menu.';
}
