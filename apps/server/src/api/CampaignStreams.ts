import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CampaignProgress } from '@chatloom/contract';
import { Lifecycle, type LifecyclePart } from '@chatloom/platform';

/** At most two a second. */
const LOOK_EVERY_MS = 500;
/** Nothing moves by itself then: a look now and then suffices. */
const LOOK_SELDOM_MS = 2_000;
/** Proxies drop silent connections after a minute or so. */
const KEEP_ALIVE_MS = 20_000;
const RETRY_MS = 1_000;

/** Open progress bars: writes what changed as server-sent events, and ends them all when the server stops. */
@Injectable()
export class CampaignStreams implements LifecyclePart {
  readonly name = 'campaign streams';
  private readonly open = new Set<AbortController>();

  constructor(lifecycle: Lifecycle) {
    lifecycle.register(this);
  }

  quiesce(): void {
    for (const stream of this.open) stream.abort();
  }

  /** Serves one bar until the browser goes away or the server stops. */
  async serve(response: ServerResponse, look: () => Promise<CampaignProgress>): Promise<void> {
    const ending = new AbortController();
    this.open.add(ending);
    response.on('close', () => ending.abort());
    response.write(`retry: ${RETRY_MS}\n\n`);
    let told = '';
    let toldAt = performance.now();
    try {
      while (!ending.signal.aborted) {
        const progress = await look();
        const data = JSON.stringify(progress);
        if (data !== told) response.write(`event: progress\ndata: ${data}\n\n`);
        else if (performance.now() - toldAt > KEEP_ALIVE_MS) response.write(': still here\n\n');
        if (data !== told || performance.now() - toldAt > KEEP_ALIVE_MS) toldAt = performance.now();
        told = data;
        await wait(progress.state === 'sending' || progress.state === 'freezing' ? LOOK_EVERY_MS : LOOK_SELDOM_MS, undefined, { signal: ending.signal });
      }
    } catch {
      // The browser went away, the server stops, or the database does not answer: the browser connects again.
    } finally {
      this.open.delete(ending);
      response.end();
    }
  }
}
