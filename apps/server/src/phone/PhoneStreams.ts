import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { TurnHistory } from '@chatloom/conversations';
import { Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';
import { PhoneFeed, type PhoneSources } from './PhoneFeed';

/** Proxies drop silent connections after a minute or so. */
const KEEP_ALIVE_MS = 20_000;
/** The browser waits so long before it connects again. */
const RETRY_MS = 1_000;

/** Keeps the open phones: writes their feeds as server-sent events, and ends them all when the server stops. */
@Injectable()
export class PhoneStreams implements LifecyclePart {
  readonly name = 'phone streams';
  private readonly open = new Set<() => void>();

  constructor(
    lifecycle: Lifecycle,
    private readonly history: TurnHistory,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    lifecycle.register(this);
  }

  quiesce(): void {
    for (const close of this.open) close();
  }

  stop(): void {
    this.history.close();
  }

  /** Serves one phone until the browser goes away, the simulator closes, or the server stops. */
  async serve(response: ServerResponse, sources: PhoneSources): Promise<void> {
    response.write(`retry: ${RETRY_MS}\n\n`);
    const feed = new PhoneFeed(sources, ({ event, data }) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    const close = () => feed.end();
    const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
    this.open.add(close);
    response.on('close', close);
    try {
      await feed.run();
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'The phone lost the simulator; the browser will connect again.');
    } finally {
      clearInterval(keepAlive);
      this.open.delete(close);
      response.end();
    }
  }
}
