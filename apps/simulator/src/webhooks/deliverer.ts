import { escapeAstral, signBody, type HttpAnswer, type Transport, TransportFailure } from '@chatloom/line';
import type { Channel } from '../world/channel';
import type { WebhookAttempt, WebhookRecord } from './webhookRecord';

/** An answer's body means nothing to LINE; enough is read to keep the connection usable. */
const ANSWER_MAX_BYTES = 64 * 1024;

/** Result of a test of the webhook endpoint (FACTS §3). */
export interface ProbeResult {
  success: boolean;
  statusCode: number;
  reason: 'OK' | 'COULD_NOT_CONNECT' | 'REQUEST_TIMEOUT' | 'ERROR_STATUS_CODE' | 'UNCLASSIFIED';
  detail: string;
}

/**
 * Hands a channel's events to its webhook: signed, in order per chat, with a deadline, a log and redelivery.
 * Chats do not wait for each other.
 */
export class Deliverer {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private held: WebhookRecord[] = [];
  private holdTimer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly channel: Channel,
    private readonly transport: Transport,
    private readonly now: () => number,
  ) {}

  /** Takes an event over; `record.settled` tells when its first attempt is done. */
  deliver(record: WebhookRecord): void {
    const { chaos, settings } = this.channel;
    this.channel.webhooks.add(record);
    if (settings.webhookUrl === null || !settings.active) {
      record.status.state = 'notSent';
      record.onStatus?.(record.status);
      record.settle();
      return;
    }
    const copies = Array.from({ length: chaos.duplicate + 1 }, () => record);
    if (chaos.reorder || chaos.batch > 0) this.hold(copies);
    else for (const copy of copies) this.queue([copy], false);
  }

  /** Sends an event once more, as LINE does when redelivery is on; true when the bot took it. */
  async redeliver(record: WebhookRecord): Promise<boolean> {
    await this.queue([record], true);
    return record.attempts.at(-1)?.state === 'delivered';
  }

  /** Sends the empty body LINE uses to verify an endpoint. */
  async probe(url = this.channel.settings.webhookUrl): Promise<ProbeResult> {
    if (url === null) return { success: false, statusCode: 0, reason: 'COULD_NOT_CONNECT', detail: 'No webhook URL is set.' };
    const attempt = await this.post(url, [], false);
    const reasons = {
      could_not_connect: 'COULD_NOT_CONNECT',
      request_timeout: 'REQUEST_TIMEOUT',
      error_status_code: 'ERROR_STATUS_CODE',
      unclassified: 'UNCLASSIFIED',
    } as const;
    return {
      success: attempt.state === 'delivered',
      statusCode: attempt.statusCode ?? 0,
      reason: attempt.reason ? reasons[attempt.reason] : 'OK',
      detail: attempt.detail ?? String(attempt.statusCode),
    };
  }

  /** Forgets what is held back or waits for redelivery. */
  close(): void {
    this.closed = true;
    clearTimeout(this.holdTimer);
    for (const timer of this.timers) clearTimeout(timer);
    for (const record of this.held) record.settle();
  }

  private hold(records: WebhookRecord[]): void {
    this.held.push(...records);
    const { batch, reorder, holdMs } = this.channel.chaos;
    const enough = Math.max(batch, Number(reorder));
    if (enough > 1 && this.held.length >= enough) this.release();
    else this.holdTimer ??= setTimeout(() => this.release(), holdMs);
  }

  private release(): void {
    clearTimeout(this.holdTimer);
    this.holdTimer = undefined;
    const held = this.held;
    this.held = [];
    const { batch, reorder } = this.channel.chaos;
    if (reorder) held.reverse();
    const size = batch > 0 ? batch : 1;
    // One after the other: held events are about their order.
    let tail = Promise.resolve();
    for (let start = 0; start < held.length; start += size) {
      const part = held.slice(start, start + size);
      tail = tail.then(() => this.attempt(part, false));
    }
  }

  /** Waits for the chat's earlier events. */
  private queue(records: WebhookRecord[], isRedelivery: boolean): Promise<void> {
    const key = records[0]!.chatId ?? '';
    const tail = (this.tails.get(key) ?? Promise.resolve()).then(() => this.attempt(records, isRedelivery));
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return tail;
  }

  private async attempt(records: WebhookRecord[], isRedelivery: boolean): Promise<void> {
    const { chaos, settings } = this.channel;
    if (chaos.delayMs > 0) await new Promise((resolve) => this.timers.add(setTimeout(resolve, chaos.delayMs)));
    if (this.closed || settings.webhookUrl === null) return;
    for (const { replyToken } of records) {
      if (replyToken !== undefined) this.channel.replyTokens.delivered(replyToken, this.now(), settings.replyTokenMs);
    }
    const attempt = await this.post(settings.webhookUrl, records.map((record) => withContext(record.event, isRedelivery)), isRedelivery);
    for (const record of records) {
      record.attempts.push(attempt);
      record.status.state = attempt.state;
      record.status.reason = attempt.reason;
      record.status.statusCode = attempt.statusCode;
      record.onStatus?.(record.status);
      record.settle();
    }
    if (attempt.state === 'failed' && !this.closed) {
      for (const record of new Set(records)) this.scheduleRedelivery(record);
    }
  }

  private scheduleRedelivery(record: WebhookRecord): void {
    const delay = this.channel.settings.redeliveryDelaysMs[record.attempts.length - 1];
    if (delay === undefined) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.queue([record], true);
    }, delay);
    this.timers.add(timer);
  }

  private async post(url: string, events: object[], isRedelivery: boolean): Promise<WebhookAttempt> {
    const { settings } = this.channel;
    // Astral characters as escapes, so that bots which sign what they re-serialised fail here as they would with LINE.
    const body = escapeAstral(JSON.stringify({ destination: settings.botUserId, events }));
    const target = new URL(url);
    const started = performance.now();
    const base = { at: this.now(), isRedelivery };
    const took = (): number => Math.round(performance.now() - started);
    let answer: HttpAnswer;
    try {
      answer = await this.transport.request({
        method: 'POST',
        origin: target.origin,
        path: target.pathname + target.search,
        headers: [
          'user-agent', 'LineBotWebhook/2.0',
          'content-type', 'application/json; charset=utf-8',
          'x-line-signature', signBody(body, settings.secret),
        ],
        body,
        totalMs: settings.webhookTimeoutMs,
        maxResponseBytes: ANSWER_MAX_BYTES,
      });
    } catch (error) {
      return { ...base, state: 'failed', ...failureOf(error), tookMs: took() };
    }
    if (answer.status >= 200 && answer.status < 300) return { ...base, state: 'delivered', statusCode: answer.status, tookMs: took() };
    return { ...base, state: 'failed', reason: 'error_status_code', detail: String(answer.status), statusCode: answer.status, tookMs: took() };
  }
}

function withContext(event: Record<string, unknown>, isRedelivery: boolean): object {
  return isRedelivery ? { ...event, deliveryContext: { isRedelivery: true } } : event;
}

const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ECONNRESET']);

function failureOf(error: unknown): Pick<WebhookAttempt, 'reason' | 'detail'> {
  const detail = error instanceof TransportFailure ? error.reason : String(error);
  if (detail === 'timeout') return { reason: 'request_timeout', detail };
  if (NOT_CONNECTED.has(detail)) return { reason: 'could_not_connect', detail };
  return { reason: 'unclassified', detail };
}
