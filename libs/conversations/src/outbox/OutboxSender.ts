import type { GatewayChannel, GroupPlace, LineGateway, SendOutcome } from '@chatloom/line';
import { type Clock, crashPoint, type Database, type IdSource, type Logger } from '@chatloom/platform';
import { GroupCommit } from '../support/GroupCommit';
import type { OutboxRow } from '../turns/turnRows';
import { decideAfterSend, decideBeforeSend, type Decision, type JudgedRow, MAX_INLINE_WAIT_MS, type OutboxState } from './decideDelivery';
import { HELD_BY_QUOTA } from './HeldPushes';
import { otherwiseOf } from './otherwiseOf';
import { type OutboxRecord, recordOutbox } from './recordOutbox';

/** The channel as the sender needs it: where it talks to, and whether it may. */
export interface SendingChannel extends GatewayChannel {
  state: 'active' | 'paused';
  /** The month's messages are nearly used up and a person chose that pushes wait then; replies are free and go on. */
  holdsPushes?: boolean;
  /** LINE, or the simulator for a built-in simulator channel. */
  gateway: Pick<LineGateway, 'reply' | 'push' | 'chat' | 'groups' | 'getMessageContent'>;
}
export abstract class SendingChannels {
  /** `null` when the channel is gone. Must be cheap: it is asked once per message. */
  abstract sendingChannel(channelId: string): Promise<SendingChannel | null>;
  /** LINE no longer takes the channel's token: stop sending until a person mends it. One alert. */
  abstract pauseForToken(channelId: string): Promise<void>;
}

interface Job {
  row: OutboxRow;
  mayHaveArrived: boolean;
}
/** Something waiting in a lane: a message, or a sign to be given once everything before it is out. */
type InLane = Job | { sign: () => void };

/** Pushes that are held back for the quota are looked at so often; releasing them makes them due at once. */
const HELD_LOOK_AGAIN_MS = 10 * 60_000;
const RECORD_LIMITS = { maxBatch: 500, maxConcurrent: 1, maxWaiting: 1_000_000 };

/**
 * Sends what turns have committed, in order per conversation, conversations side by side. The row was committed as
 * "being sent" before; what comes of it is recorded in batches. Whatever is under way when the process dies is found by
 * the sweeper and judged by `decideBeforeSend`.
 */
export class OutboxSender {
  /** The queue of each conversation that has something under way. */
  private readonly lanes = new Map<string, InLane[]>();
  private readonly owned = new Set<string>();
  private readonly records: GroupCommit<OutboxRecord>;
  private stopping = false;

  constructor(
    private readonly parts: { database: Database; clock: Clock; ids: IdSource; logger: Logger; channels: SendingChannels; processId: string },
  ) {
    this.records = new GroupCommit((batch) => this.record(batch), RECORD_LIMITS);
  }

  /** Rows of this process, state `sending`. `mayHaveArrived`: a process that died had them before. */
  send(rows: readonly OutboxRow[], mayHaveArrived = false): void {
    for (const row of rows) {
      if (this.owned.has(row.id)) continue;
      this.owned.add(row.id);
      this.join(row.conversation_id, { row, mayHaveArrived });
    }
  }

  /** Gives a sign when what this process is sending in the conversation is out; `sign` must not throw and is not waited for. */
  afterwards(conversationId: string, sign: () => void): void {
    this.join(conversationId, { sign });
  }

  private join(conversationId: string, one: InLane): void {
    const lane = this.lanes.get(conversationId);
    if (lane) return void lane.push(one);
    const jobs = [one];
    this.lanes.set(conversationId, jobs);
    void this.work(conversationId, jobs);
  }

  /** Rows this process has in its hands. */
  get underWay(): number {
    return this.owned.size;
  }

  /** Their ids. */
  ids(): string[] {
    return [...this.owned];
  }

  /** Resolves when no more than `count` rows are in hand. */
  async roomFor(count: number): Promise<void> {
    while (this.owned.size > count && !this.stopping) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Finish what is in hand; retries that would wait are left to the table. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.idle();
  }

  async idle(): Promise<void> {
    while (this.lanes.size > 0) await new Promise((resolve) => setImmediate(resolve));
    await this.records.idle();
  }

  private async work(conversationId: string, jobs: InLane[]): Promise<void> {
    for (let job = jobs[0]; job; job = jobs[0]) {
      if ('sign' in job) {
        job.sign();
        jobs.shift();
        continue;
      }
      try {
        await this.deliver(job);
      } catch (error) {
        // The row stays "sending" and ours; the sweeper finds it again.
        this.parts.logger.error({ err: error as Error, outboxId: job.row.id }, 'A message could not be handled.');
      }
      this.owned.delete(job.row.id);
      jobs.shift();
    }
    this.lanes.delete(conversationId);
  }

  private async deliver({ row, mayHaveArrived }: Job): Promise<void> {
    const { clock, channels } = this.parts;
    const judged: JudgedRow = {
      kind: row.kind === 'reply' ? 'reply' : 'push',
      replyTokenAt: row.reply_token_at,
      otherwise: row.otherwise,
      createdAt: row.created_at,
      attempts: row.attempts,
      mayHaveArrived,
    };
    const channel = await channels.sendingChannel(row.channel_id);
    if (!channel) return this.finish(row, { state: 'failed', reason: 'channelGone' });
    if (channel.state === 'paused') return this.requeue(row, judged, 0);
    // A push that may have arrived is finished under its key first: LINE forgets keys after a day.
    if (row.kind === 'push' && channel.holdsPushes && row.attempts === 0 && !mayHaveArrived) return this.requeue(row, judged, HELD_LOOK_AGAIN_MS, HELD_BY_QUOTA);
    for (;;) {
      const before = decideBeforeSend(judged, clock.now());
      if (before.do !== 'call') return this.carryOut(row, judged, before, null);
      judged.attempts++;
      crashPoint('outbox.beforeSend');
      const outcome = await call(channel, row);
      crashPoint('outbox.afterSend');
      const decision = decideAfterSend(judged, outcome.kind === 'retryLater' ? { ...outcome, after: backoff(outcome.after, judged.attempts) } : outcome, clock.now());
      if (decision.do === 'retry' && decision.afterMs <= MAX_INLINE_WAIT_MS && !this.stopping) {
        judged.mayHaveArrived = decision.mayHaveArrived;
        await new Promise((resolve) => setTimeout(resolve, decision.afterMs));
        continue;
      }
      return this.carryOut(row, judged, decision, outcome);
    }
  }

  private async carryOut(row: OutboxRow, judged: JudgedRow, decision: Decision, outcome: SendOutcome | null): Promise<void> {
    const details = outcome ? detailsOf(outcome) : {};
    switch (decision.do) {
      case 'finish':
        if (decision.state === 'failed') this.parts.logger.warn({ outboxId: row.id, channelId: row.channel_id, reason: decision.reason }, 'A message was not accepted.');
        return this.finish(row, { state: decision.state, reason: decision.reason, ...details }, judged.attempts);
      case 'retry':
        return this.requeue(row, { ...judged, mayHaveArrived: decision.mayHaveArrived }, decision.afterMs);
      case 'holdChannel':
        await this.parts.channels.pauseForToken(row.channel_id);
        return this.requeue(row, judged, 0);
      case 'otherwise': {
        const { pushed, dropped } = otherwiseOf(row);
        const pushRow: OutboxRow | null =
          pushed.length === 0
            ? null
            : {
                ...row,
                id: this.parts.ids.newId(),
                kind: 'push',
                reply_token: null,
                reply_token_at: null,
                otherwise: 'p'.repeat(pushed.length),
                messages: pushed,
                retry_key: this.parts.ids.newId(),
                state: 'sending',
                owner: this.parts.processId,
                attempts: 0,
                created_at: this.parts.clock.now(),
              };
        // One commit closes the reply and opens the push: a crash cannot leave neither, or both.
        await this.records.add({
          id: row.id,
          state: pushRow ? 'replaced' : 'dropped',
          attempts: judged.attempts,
          result: { reason: decision.reason, ...(pushRow ? { pushedAs: pushRow.id, dropped } : {}), ...details },
          nextAt: null,
          replacement: pushRow,
        });
        if (pushRow) {
          this.owned.add(pushRow.id);
          await this.deliver({ row: pushRow, mayHaveArrived: false });
          this.owned.delete(pushRow.id);
        }
      }
    }
  }

  private finish(row: OutboxRow, result: { state: Exclude<OutboxState, 'queued' | 'sending'>; reason?: string }, attempts = row.attempts): Promise<void> {
    const { state, ...rest } = result;
    return this.records.add({ id: row.id, state, attempts, result: rest, nextAt: null, replacement: null });
  }

  /** Back into the table; the sweeper takes it when its time has come. A reply keeps the mark that it may have arrived. */
  private requeue(row: OutboxRow, judged: JudgedRow, afterMs: number, reason?: string): Promise<void> {
    return this.records.add({
      id: row.id,
      state: 'queued',
      attempts: judged.attempts,
      result: { ...(judged.mayHaveArrived ? { mayHaveArrived: true } : {}), ...(reason === undefined ? {} : { reason }) },
      nextAt: this.parts.clock.now() + afterMs,
      replacement: null,
    });
  }

  /** Recording must not be lost to a short outage of the database: what was sent was sent. Tried until it is stored. */
  private async record(batch: OutboxRecord[]): Promise<void> {
    crashPoint('outbox.beforeRecord');
    for (let attempt = 1; ; attempt++) {
      try {
        await recordOutbox(this.parts.database.pg, batch);
        break;
      } catch (error) {
        this.parts.logger.warn({ err: error as Error, count: batch.length, attempt }, 'Deliveries could not be recorded yet.');
        if (this.stopping && attempt >= 5) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(200 * attempt, 2_000)));
      }
    }
    crashPoint('outbox.afterRecord');
  }
}

function call(channel: SendingChannel, row: OutboxRow): Promise<SendOutcome> {
  const { gateway } = channel;
  switch (row.kind) {
    case 'reply':
      return gateway.reply(channel, { replyToken: row.reply_token!, messages: row.messages, ...silence(row) });
    case 'push':
      return gateway.push(channel, { to: row.recipient, messages: row.messages, ...silence(row), ...unit(row) }, row.retry_key);
    case 'leaveGroup':
    case 'leaveRoom':
      return leave(channel, { kind: row.kind === 'leaveGroup' ? 'group' : 'room', id: row.recipient });
  }
}

/** To leave twice does no harm, so it is repeated as a push is; not being there any more is what was wanted. */
async function leave(channel: SendingChannel, place: GroupPlace): Promise<SendOutcome> {
  const outcome = await channel.gateway.groups.leave(channel, place);
  return outcome.kind === 'ok' || outcome.kind === 'notFound' ? { kind: 'sent', sentMessages: [] } : outcome;
}

function silence({ options }: OutboxRow): { notificationDisabled?: true } {
  return options?.silent ? { notificationDisabled: true } : {};
}

/** Only sends that are paid have statistics of their own (FACTS §12). */
function unit({ options }: OutboxRow): { customAggregationUnits?: [string] } {
  return options?.unit === undefined ? {} : { customAggregationUnits: [options.unit] };
}

/** LINE's least wait, doubled with each attempt; what exceeds the inline wait goes back to the table. */
function backoff(least: number, attempts: number): number {
  return Math.min(Math.round(least * 2 ** Math.max(0, attempts - 1)), 300_000);
}

/** What a person needs to see of LINE's answer: its refusal with the fields it names, or the ids of what was sent. */
function detailsOf(outcome: SendOutcome): Record<string, unknown> {
  switch (outcome.kind) {
    case 'sent':
    case 'alreadySent':
      return outcome.sentMessages.length > 0 ? { sentMessages: outcome.sentMessages } : {};
    case 'refused':
      return { status: outcome.status, message: outcome.message, details: outcome.details };
    case 'unauthorized':
      return { status: outcome.status, message: outcome.message };
    case 'unknown':
      return { cause: outcome.reason };
    default:
      return {};
  }
}
