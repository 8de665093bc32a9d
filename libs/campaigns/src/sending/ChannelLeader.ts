import { setTimeout as wait } from 'node:timers/promises';
import type { IdSource } from '@chatloom/platform';
import type { Freezer } from '../freezing/Freezer';
import { ChannelSender, type SenderParts } from './ChannelSender';
import { adoptChunks } from './chunks';
import { type Lease, Leases } from './Leases';
import { Pacer, type Pacers, SEND_RATES, type SendRates } from './Pacer';
import type { RunProgress } from './RunProgress';
import { openRuns, type RunRow, stopRun } from './runRow';

/** So often the states of runs are read while something is under way: a pause is heeded within this time. */
const LOOK_EVERY_MS = 400;
/** The lines of the brake are looked at so often. */
const BRAKE_EVERY_MS = 1_500;

/** After each part of a list the database rests for this share of the time it took, at most so long: others have something to store as well. */
const REST_SHARE = 0.25;
const REST_MAX_MS = 25;

/** Leads the campaigns of channels: of one channel at a time only one process does. */
export class ChannelLeader {
  private readonly leases: Leases;
  private readonly leading = new Map<string, Promise<boolean>>();
  /** Kept between terms of this process, so that they cannot be hurried by beginning anew. */
  private readonly pacers = new Map<string, Pacers>();
  private stopping = false;

  constructor(
    private readonly parts: SenderParts & { ids: IdSource },
    private readonly freezer: Freezer,
    private readonly progress: RunProgress,
    private readonly rates: SendRates = SEND_RATES,
    private readonly lookEveryMs = LOOK_EVERY_MS,
  ) {
    this.leases = new Leases(parts.database, parts.ids);
  }

  /**
   * Does what can be done now for a channel, unless another process is at it.
   * @returns false when another process leads
   */
  lead(channelId: string): Promise<boolean> {
    const known = this.leading.get(channelId);
    if (known) return known;
    const work = this.leadOnce(channelId).finally(() => this.leading.delete(channelId));
    this.leading.set(channelId, work);
    return work;
  }

  /** Resolves when nothing is under way; nothing new is begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.leading.values());
  }

  private async leadOnce(channelId: string): Promise<boolean> {
    const lease = await this.leases.take(channelId);
    if (!lease) return false;
    const pacers = this.pacersOf(channelId);
    const sender = new ChannelSender(this.parts, lease, pacers);
    try {
      await this.work(channelId, lease, sender);
    } finally {
      sender.stop();
      await sender.idle();
      await lease.release();
    }
    return true;
  }

  private async work(channelId: string, lease: Lease, sender: ChannelSender): Promise<void> {
    const { pg } = this.parts.database;
    let runs: RunRow[] = [];
    let lookedAt = Number.NEGATIVE_INFINITY;
    let brakedAt = performance.now();
    const look = async () => {
      lookedAt = performance.now();
      runs = await openRuns(pg, channelId);
      sender.allow(runs.filter((run) => run.state === 'sending').map((run) => run.id));
      sender.keepOnly(runs.map((run) => run.id));
    };
    await look();
    await adoptChunks(
      pg,
      runs.map((run) => run.id),
      lease.term,
    );
    while (!this.stopping && lease.isHeld) {
      if (performance.now() - lookedAt > this.lookEveryMs) await look();
      if (performance.now() - brakedAt > BRAKE_EVERY_MS) {
        brakedAt = performance.now();
        for (const run of runs) if (run.state === 'sending' && sender.isBusy) await this.progress.brake(run);
      }
      const ended = sender.ended;
      if (await this.begin(runs, sender)) {
        if (runs.some((run) => run.state === 'freezing')) await look();
        continue;
      }
      if (sender.isBusy) {
        await Promise.race([sender.oneEnded(), wait(LOOK_EVERY_MS / 2, undefined, { ref: false })]);
        continue;
      }
      await sender.idle();
      // What ended meanwhile may have left parts to take.
      if (sender.ended !== ended) continue;
      // Nothing in hand and nothing to take: what was recorded last may have finished something.
      await look();
      if (!(await this.advance(runs))) return;
      await look();
    }
  }

  /** Takes what there is room for. @returns whether anything was begun */
  private async begin(runs: readonly RunRow[], sender: ChannelSender): Promise<boolean> {
    let begun = false;
    for (const run of runs) {
      if (run.state === 'freezing') {
        begun = true;
        await this.freeze(run, sender);
      } else if (run.state === 'sending') {
        begun = (await sender.take(run)) > 0 || begun;
      }
    }
    return begun;
  }

  private async freeze(run: RunRow, sender: ChannelSender): Promise<void> {
    const began = performance.now();
    try {
      if (await this.freezer.step(run)) await this.progress.afterFreeze(run, await sender.contentOf(run));
      else await wait(Math.min((performance.now() - began) * REST_SHARE, REST_MAX_MS));
    } catch (error) {
      // What was chosen is gone (a deleted tag, say): a sentence, and nothing sent. Everything else is tried again.
      const { name, message } = error as Error;
      if (name !== 'SegmentRefusedError' && name !== 'NotFoundError') throw error;
      await stopRun(this.parts.database.pg, run.id, 'braked', { code: 'segmentGone', message });
    }
  }

  private async advance(runs: readonly RunRow[]): Promise<boolean> {
    let moved = false;
    for (const run of runs) moved = (await this.progress.advance(run)) || moved;
    return moved;
  }

  private pacersOf(channelId: string): Pacers {
    let pacers = this.pacers.get(channelId);
    if (!pacers) {
      pacers = { multicasts: new Pacer(this.rates.multicasts), pushes: new Pacer(this.rates.pushes), starts: new Pacer(this.rates.starts) };
      this.pacers.set(channelId, pacers);
    }
    return pacers;
  }
}
