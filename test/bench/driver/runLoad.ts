import { WebhookClient, type WebhookTarget, webhookBody } from './WebhookClient';

export interface LoadResult {
  /** Webhooks answered 200. */
  acknowledged: number;
  refused: number;
  /** Replies that arrived at the stand-in. */
  answered: number;
  seconds: number;
  /** Webhook sent → reply arrived, ms. */
  endToEnd: number[];
}

/** A channel under load, the people who write to it, and the clock of what is under way. */
export class Load {
  private readonly sentAt = new Map<string, number>();
  private readonly free: (() => void)[] = [];
  private outstanding = 0;
  private answered = 0;
  private endToEnd: number[] = [];
  private count = 0;

  constructor(
    private readonly targets: readonly WebhookTarget[],
    private readonly people: number,
    /** Makes ids of one run different from those of another. */
    private readonly run: string,
  ) {}

  /** Hand in every arrival at the stand-in. */
  arrived(token: string, at: number): void {
    const sent = this.sentAt.get(token);
    if (sent === undefined) return;
    this.sentAt.delete(token);
    this.endToEnd.push(at - sent);
    this.answered++;
    this.outstanding--;
    this.free.shift()?.();
  }

  /**
   * As fast as it goes: each connection sends its next webhook when the last was answered, as long as no more than
   * `window` people wait for their reply. So a bot that says 200 quickly and answers later gains nothing.
   */
  async saturate(options: { seconds: number; connections: number; window: number }): Promise<LoadResult> {
    this.reset();
    const until = performance.now() + options.seconds * 1_000;
    const began = performance.now();
    const totals = { acknowledged: 0, refused: 0 };
    await this.withClients(options.connections, (client) =>
      (async () => {
        while (performance.now() < until) {
          if (this.outstanding >= options.window) {
            await new Promise<void>((resolve) => {
              this.free.push(resolve);
            });
            continue;
          }
          await this.one(client, totals);
        }
      })(),
    );
    await this.drained();
    return { ...totals, answered: this.answered, seconds: (performance.now() - began) / 1_000, endToEnd: this.endToEnd };
  }

  /** At a fixed rate, whatever the answers do (an open loop: a slow bot does not slow the people down). */
  async steady(options: { seconds: number; perSecond: number; connections: number }): Promise<LoadResult> {
    this.reset();
    const totals = { acknowledged: 0, refused: 0 };
    const began = performance.now();
    await this.withClients(options.connections, (client, index) =>
      (async () => {
        const mine = options.perSecond / options.connections;
        const first = (index / options.connections) * (1_000 / mine);
        for (let i = 0; i < options.seconds * mine; i++) {
          const due = began + first + (i * 1_000) / mine;
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          await this.one(client, totals);
        }
      })(),
    );
    await this.drained();
    return { ...totals, answered: this.answered, seconds: (performance.now() - began) / 1_000, endToEnd: this.endToEnd };
  }

  private async one(client: WebhookClient, totals: { acknowledged: number; refused: number }): Promise<void> {
    const id = `${this.run}${(this.count++).toString(36).padStart(8, '0')}`;
    // A person belongs to one channel; all channels listen on one port.
    const user = this.count % this.people;
    const target = this.targets[user % this.targets.length]!;
    this.sentAt.set(id, performance.now());
    this.outstanding++;
    const status = await client.send(target, webhookBody({ user, id, replyToken: id, text: 'hello', at: Date.now() }));
    if (status === 200) totals.acknowledged++;
    else {
      totals.refused++;
      this.sentAt.delete(id);
      this.outstanding--;
    }
  }

  private async withClients(count: number, work: (client: WebhookClient, index: number) => Promise<void>): Promise<void> {
    const clients = await Promise.all(
      Array.from({ length: count }, () => new WebhookClient(this.targets[0]!.host, this.targets[0]!.port).open()),
    );
    await Promise.all(clients.map((client, i) => work(client, i)));
    for (const client of clients) client.close();
  }

  /** Until every acknowledged event has its answer; gives up when nothing has come for ten seconds. */
  private async drained(): Promise<void> {
    let last = this.answered;
    let since = performance.now();
    while (this.outstanding > 0 && performance.now() - since < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (this.answered !== last) {
        last = this.answered;
        since = performance.now();
      }
    }
    for (const resolve of this.free.splice(0)) resolve();
  }

  private reset(): void {
    this.sentAt.clear();
    this.outstanding = 0;
    this.answered = 0;
    this.endToEnd = [];
  }
}
