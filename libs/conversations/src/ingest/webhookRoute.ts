import { toInput, verifySignature, type WebhookEvent, WebhookBodyError, readWebhook } from '@chatloom/line';
import type { Clock, Logger, Metrics } from '@chatloom/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InboxEvent } from './InboxEvent';
import type { Ingest } from './Ingest';

/** LINE's own cap on a request (FACTS §1). */
export const MAX_WEBHOOK_BYTES = 2 * 1024 * 1024;

/** A channel as its webhook needs it. */
export interface WebhookChannel {
  id: string;
  botId: string;
  secret: string;
  /** The `destination` its webhooks should have; null while unknown. */
  botUserId?: string | null;
}
/** Somebody came back from signing in at the bot owner's own site (event `accountLink`). Answered before the event is taken, so that a flow it starts knows the account; a repeated call changes nothing. */
export interface WebhookAccountLinks {
  complete(channelId: string, lineUserId: string, nonce: string): Promise<void>;
  /** Who asked, by the nonce: LINE does not say so when joining failed. */
  askedBy(channelId: string, nonce: string): Promise<string | null>;
}
export abstract class WebhookChannels {
  /** `null` for a key nobody has. Cached: it is asked for every webhook. */
  abstract byWebhookKey(key: string): Promise<WebhookChannel | null>;
}

/** Keeps what went wrong with webhooks, for the person who can mend it. Nothing waits for it and nothing depends on it. */
export interface WebhookTroubles {
  refused(channelId: string, given: { reason: string; signature: string | undefined; body: Buffer }): Promise<void>;
  /** Rightly signed, but meant for another bot than the one LINE told us. */
  foreignDestination(channelId: string, destination: string): Promise<void>;
}

/**
 * `POST /webhook/:channelKey`. Raw body and signature first; 200 only after the events are committed (DESIGN §1.1).
 * 401 wrong signature, 404 unknown channel, 400 not a webhook, 413 too large, 503 when nothing can be stored now:
 * LINE delivers again where the account allows it.
 */
export function registerWebhookRoute(app: FastifyInstance, parts: { channels: WebhookChannels; ingest: Ingest; clock: Clock; logger: Logger; metrics: Metrics; troubles?: WebhookTroubles; accountLinks?: WebhookAccountLinks }): void {
  const answered = parts.metrics.counter('chatloom_webhook_requests_total', 'Webhook requests by the status they were answered with.', ['status']);
  const events = parts.metrics.counter('chatloom_webhook_events_total', 'Events accepted by webhooks, repeated ones included.');

  app.register((scope, _options, done) => {
    // The signature is over the bytes as they came: no parser may touch them.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_WEBHOOK_BYTES }, (_request, body, next) => next(null, body));
    scope.setErrorHandler((error: { statusCode?: number; code?: string; message: string }, request, reply) => {
      const tooLarge = error.statusCode === 413;
      if (!tooLarge) parts.logger.error({ err: error as unknown as Error, route: request.routeOptions.url }, 'A webhook could not be handled.');
      return answer(reply, tooLarge ? 413 : 503, tooLarge ? 'bodyTooLarge' : 'unavailable', tooLarge ? 'A webhook body is at most 2 MB.' : 'Nothing can be stored at the moment; please deliver again.');
    });
    scope.post<{ Params: { channelKey: string }; Body: Buffer | undefined }>('/webhook/:channelKey', (request, reply) => handle(request, reply));
    done();
  });

  async function handle(request: FastifyRequest<{ Params: { channelKey: string }; Body: Buffer | undefined }>, reply: FastifyReply): Promise<FastifyReply> {
    const channel = await parts.channels.byWebhookKey(request.params.channelKey);
    if (!channel) return answer(reply, 404, 'unknownChannel', 'There is no such webhook address.');
    const body = request.body ?? Buffer.alloc(0);
    const header = request.headers['x-line-signature'];
    const verdict = verifySignature(body, channel.secret, typeof header === 'string' ? header : undefined);
    if (!verdict.ok) {
      parts.logger.warn({ channelId: channel.id, reason: verdict.reason, bytes: body.length }, WHY[verdict.reason] ?? 'A webhook with a wrong signature was refused.');
      note(parts.troubles?.refused(channel.id, { reason: verdict.reason, signature: typeof header === 'string' ? header : undefined, body }));
      return answer(reply, 401, 'wrongSignature', 'The signature does not belong to this body and channel.');
    }
    let webhook: { destination?: string; events: WebhookEvent[] };
    try {
      webhook = readWebhook(body, parts.clock.now());
    } catch (error) {
      if (error instanceof WebhookBodyError) return answer(reply, 400, error.code, error.message);
      throw error;
    }
    if (channel.botUserId && webhook.destination !== undefined && webhook.destination !== channel.botUserId) note(parts.troubles?.foreignDestination(channel.id, webhook.destination));
    // LINE's verification request has no events.
    for (const link of linksOf(webhook.events)) await parts.accountLinks?.complete(channel.id, link.userId, link.nonce);
    for (const { event, nonce } of failedLinksOf(webhook.events)) {
      const userId = await parts.accountLinks?.askedBy(channel.id, nonce);
      if (userId) event.conversationKey = `u:${userId}`;
    }
    const inbox = toInboxEvents(channel, webhook.events);
    if (inbox.length > 0) {
      await parts.ingest.append(inbox);
      events.inc(inbox.length);
    }
    answered.inc({ status: '200' });
    return reply.code(200).header('content-type', 'application/json').send('{}');
  }

  /** Keeping a trouble is no reason to answer late, or otherwise. */
  function note(kept: Promise<void> | undefined): void {
    kept?.catch((error: unknown) => parts.logger.warn({ err: error as Error }, 'A refused webhook could not be kept for its explanation.'));
  }

  function answer(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
    answered.inc({ status: String(status) });
    return reply.code(status).send({ code, message, details: [] });
  }
}

function linksOf(events: readonly WebhookEvent[]): { userId: string; nonce: string }[] {
  return events.flatMap((event) => {
    const { result, nonce } = linkOf(event);
    return result === 'ok' && event.source?.userId !== undefined && nonce !== undefined ? [{ userId: event.source.userId, nonce }] : [];
  });
}

/** Without source: only the nonce tells whose they are (FACTS §5). */
function failedLinksOf(events: readonly WebhookEvent[]): { event: WebhookEvent; nonce: string }[] {
  return events.flatMap((event) => {
    const { nonce } = linkOf(event);
    return event.conversationKey === undefined && nonce !== undefined ? [{ event, nonce }] : [];
  });
}

function linkOf(event: WebhookEvent): { result?: string; nonce?: string } {
  if (event.type !== 'accountLink') return {};
  const { link } = event.raw as { link?: { result?: unknown; nonce?: unknown } };
  return { ...(typeof link?.result === 'string' && { result: link.result }), ...(typeof link?.nonce === 'string' && { nonce: link.nonce }) };
}

/** Says in the log what the sender most likely did wrong. */
const WHY: Partial<Record<string, string>> = {
  missing: 'A webhook without x-line-signature was refused: it does not come from LINE, or a proxy dropped the header.',
  wrongLength: 'A webhook was refused: its signature has the wrong length to be one.',
  mismatch: 'A webhook was refused: wrong signature. Is the channel secret the one of this channel?',
  reencoded: 'A webhook was refused: something between LINE and here re-encoded the body; it must arrive byte for byte.',
};

/** Events that belong to no conversation (delivery reports of phone pushes, module events) have nobody to be taken by. */
function toInboxEvents(channel: WebhookChannel, events: readonly WebhookEvent[]): InboxEvent[] {
  const inbox: InboxEvent[] = [];
  for (const event of events) {
    if (event.conversationKey === undefined) continue;
    const entry: InboxEvent = { channelId: channel.id, botId: channel.botId, eventId: event.webhookEventId, conversationKey: event.conversationKey, input: toInput(event) };
    if (event.replyToken !== undefined) entry.replyToken = event.replyToken;
    if (event.mode === 'standby') entry.standby = true;
    if (event.isRedelivery) entry.isRedelivery = true;
    inbox.push(entry);
  }
  return inbox;
}
