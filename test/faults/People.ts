import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** An event LINE wants to deliver; delivered again, under the same id, until somebody says 200. */
export interface SentEvent {
  id: string;
  user: string;
  text: string;
  replyToken: string;
  at: number;
}

/** Between two messages of one person, on average: the machine is there for deaths, not for throughput. */
const THINKING_MS = 60;

/**
 * LINE's sending side and the people behind it: each person sends one message after the other, each message is delivered
 * to whichever process listens, again and again until it is acknowledged, now and then once more for no reason.
 */
export class People {
  readonly acknowledged: SentEvent[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private stopped = false;

  constructor(
    private readonly ports: readonly (number | null)[],
    private readonly secret: string,
    /** Share of acknowledged events delivered once more. */
    private readonly repeats: number,
  ) {}

  /** One person's messages, in order, until `next` says that it is enough. */
  async live(user: string, next: (count: number) => string | null): Promise<void> {
    for (let count = 0; !this.stopped; count++) {
      const text = next(count);
      if (text === null) return;
      await this.deliver({ id: randomUUID(), user, text, replyToken: randomUUID(), at: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * THINKING_MS));
    }
  }

  /** Deliver until acknowledged; `false` when stopped before. */
  async deliver(event: SentEvent): Promise<boolean> {
    for (let attempt = 0; !this.stopped; attempt++) {
      const port = this.somePort();
      const status = port === null ? 0 : await this.post(port, event, attempt > 0);
      if (status === 200) {
        this.acknowledged.push(event);
        if (Math.random() < this.repeats) void this.post(this.somePort() ?? port!, event, true);
        return true;
      }
      if (status === 401 || status === 404 || status === 400) throw new Error(`A webhook was answered ${status}.`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    return false;
  }

  stop(): void {
    this.stopped = true;
    this.agent.destroy();
  }

  private somePort(): number | null {
    const open = this.ports.filter((port) => port !== null);
    return open.length === 0 ? null : open[Math.floor(Math.random() * open.length)]!;
  }

  private post(port: number, event: SentEvent, isRedelivery: boolean): Promise<number> {
    const body = JSON.stringify({
      destination: 'U0',
      events: [
        {
          type: 'message', mode: 'active', timestamp: event.at, webhookEventId: event.id, deliveryContext: { isRedelivery }, replyToken: event.replyToken,
          source: { type: 'user', userId: event.user }, message: { type: 'text', id: event.id, text: event.text },
        },
      ],
    });
    const signature = createHmac('sha256', this.secret).update(body).digest('base64');
    return new Promise((resolve) => {
      const call = request(
        { port, host: '127.0.0.1', method: 'POST', path: '/webhook/faults', agent: this.agent, timeout: 5_000, headers: { 'content-type': 'application/json', 'x-line-signature': signature, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', () => resolve(0));
        },
      );
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve(0));
      call.end(body);
    });
  }
}
