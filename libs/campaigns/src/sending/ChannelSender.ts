import { GroupCommit, type Ingest } from '@chatloom/conversations';
import type { BotSnapshot, LineMessage } from '@chatloom/engine';
import type { MulticastRequest, PushRequest, SendOutcome } from '@chatloom/line';
import { type Clock, crashPoint, type Database, type Logger } from '@chatloom/platform';
import { RunContent } from '../content/RunContent';
import { type ChunkDecision, decideChunk } from '../deciding/decideChunk';
import { quietUntil } from '../deciding/quietUntil';
import type { CampaignChannel, CampaignChannels } from './CampaignChannels';
import { type ClaimedChunk, claimChunks, finishChunks, giveUpChunk, markPeople, type PersonOutcome, releaseChunk, splitChunk } from './chunks';
import type { Lease } from './Leases';
import { callEverybody } from './callEverybody';
import type { ChunkPerson } from './ChunkPeople';
import { narrowcastOf } from './narrowcastOf';
import type { Pacer, Pacers } from './Pacer';
import { personalKey } from './personalKey';
import { cutsOf, refusedAt } from './refusedAt';
import { type RunRow, stopRun } from './runRow';
import { snapshotsOf } from './snapshotsOf';

/** Chunks in hand at once. LINE may take 300 ms for a call; more in hand than that needs would make a pause late. */
const MULTICASTS_IN_HAND = 60;
const SMALL_CHUNKS_IN_HAND = 6;
/** Of each small chunk at once, so that all of them together keep `PUSHES_UNDER_WAY` busy. */
const CALLS_PER_SMALL_CHUNK = 16;
/** Pushes under way at once. Far fewer than the gateway has connections, so that replies always find one. */
const PUSHES_UNDER_WAY = 64;
/** Knowledge that a run may go on is good for so long: with an older one nothing is begun, so a pause is heeded even when the database is slow. */
const KNOWN_FOR_MS = 1_600;
const RECORD_LIMITS = { maxBatch: 200, maxConcurrent: 1, maxWaiting: 100_000 };
const DETAIL_MAX = 300;

export interface SenderParts {
  database: Database;
  clock: Clock;
  logger: Logger;
  channels: CampaignChannels;
  ingest: Ingest;
  /** Address of the first page of this server, e.g. `https://bot.example`. */
  publicUrl: string;
}

/** Sends what runs of one channel have ready, as its only sender, and writes down what came of it. */
export class ChannelSender {
  private readonly records: GroupCommit<{ chunk: ClaimedChunk; sent: number; failed: number }>;
  private readonly contents = new Map<string, RunContent>();
  private readonly inHand = new Set<Promise<void>>();
  /** Chunks that were in hand and are not any more, whatever became of them. */
  ended = 0;
  private pushesUnderWay = 0;
  private readonly waitingForPush: (() => void)[] = [];
  private going: ReadonlySet<string> = new Set();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private stopping = false;

  constructor(
    private readonly parts: SenderParts,
    private readonly lease: Lease,
    private readonly pacers: Pacers,
  ) {
    this.records = new GroupCommit((done) => this.record(done), RECORD_LIMITS);
  }

  /** Nothing new is begun. */
  stop(): void {
    this.stopping = true;
  }

  get isBusy(): boolean {
    return this.inHand.size > 0;
  }

  /** Resolves when something in hand has ended, or at once when nothing is. */
  async oneEnded(): Promise<void> {
    if (this.inHand.size > 0) await Promise.race(this.inHand);
  }

  /** Resolves when nothing is in hand and all is written down. */
  async idle(): Promise<void> {
    while (this.inHand.size > 0) await Promise.all(this.inHand);
    await this.records.idle();
  }

  /**
   * Takes as much of a run as there is room for and begins to send it.
   * @returns how many chunks were taken
   */
  async take(run: RunRow): Promise<number> {
    const most = run.way === 'multicast' ? MULTICASTS_IN_HAND : SMALL_CHUNKS_IN_HAND;
    const room = most - this.inHand.size;
    // Few large commits rather than one for each chunk.
    if (room < 1 || (this.inHand.size > 0 && room < most / 3) || !this.mayBegin(run.id)) return 0;
    const channel = await this.parts.channels.open(run.channel_id);
    if (channel?.state !== 'active') return 0;
    await this.holdQuiet(run);
    const now = this.parts.clock.now();
    const chunks = await this.parts.database.pg.transaction((tx) => claimChunks(tx, run, this.lease.term, now, room));
    crashPoint('campaign.claimed');
    for (const chunk of chunks) this.begin(run, chunk, channel);
    return chunks.length;
  }

  /** The runs that may go on, as just read. */
  allow(runIds: readonly string[]): void {
    this.going = new Set(runIds);
    this.lookedAt = performance.now();
  }

  /** Forgets the words of runs that are over. */
  keepOnly(runIds: readonly string[]): void {
    for (const id of this.contents.keys()) if (!runIds.includes(id)) this.contents.delete(id);
  }

  /** The messages of a run, made once per process. */
  async contentOf(run: RunRow): Promise<RunContent> {
    const known = this.contents.get(run.id);
    if (known) return known;
    const content = new RunContent(run, await this.botOf(run.bot_id), `${this.parts.publicUrl}/l/`);
    this.contents.set(run.id, content);
    return content;
  }

  private begin(run: RunRow, chunk: ClaimedChunk, channel: CampaignChannel): void {
    const work = this.send(run, chunk, channel)
      .catch((error: unknown) => {
        // It stays marked as in hand; whoever leads next takes it up under the same key.
        this.parts.logger.error({ err: error as Error, runId: run.id, channelId: run.channel_id }, 'Part of a campaign could not be sent or written down; it will be taken up again.');
      })
      .finally(() => {
        this.inHand.delete(work);
        this.ended++;
      });
    this.inHand.add(work);
  }

  private async send(run: RunRow, chunk: ClaimedChunk, channel: CampaignChannel): Promise<void> {
    if (chunk.people.count === 0 && (run.way === 'multicast' || run.way === 'push' || run.way === 'flow')) return this.finish(chunk, 0, 0);
    switch (run.way) {
      case 'multicast':
        return this.sendToMany(run, chunk, channel);
      case 'push':
        return this.sendToEach(run, chunk, channel);
      case 'flow':
        return this.startFlows(run, chunk);
      case 'broadcast':
      case 'narrowcast':
        return this.sendToEverybody(run, chunk, channel);
    }
  }

  // ---------------------------------------------------------------- the same for many

  private async sendToMany(run: RunRow, chunk: ClaimedChunk, channel: CampaignChannel): Promise<void> {
    const messages = (await this.contentOf(run)).forAll(chunk.variant ?? run.winner ?? 'A', chunk.language);
    if (messages.length === 0) return this.nothingToSay(chunk, chunk.people);
    await this.pacers.multicasts.turn();
    if (!this.mayBegin(run.id)) return this.release(chunk, null, chunk.may_have_arrived);
    crashPoint('campaign.beforeSend');
    const to = chunk.people.lineUserIds();
    const request = { messages, ...manner(run) };
    // LINE asks for a push where there is one recipient (FACTS §3).
    const outcome =
      to.length === 1 ? await channel.gateway.push(channel, { to: to[0]!, ...request }, chunk.retry_key) : await channel.gateway.multicast(channel, { to, ...request } satisfies MulticastRequest, chunk.retry_key);
    crashPoint('campaign.afterSend');
    await this.settle(run, chunk, outcome, this.pacers.multicasts);
  }

  /** What a call that concerns a whole chunk ended with. */
  private async settle(run: RunRow, chunk: ClaimedChunk, outcome: SendOutcome, pacer: Pacer): Promise<void> {
    const decision = this.decide(chunk, chunk.people.count, outcome);
    if (outcome.kind === 'retryLater' && outcome.reason === 'rate') pacer.block(outcome.after);
    switch (decision.do) {
      case 'done':
        return this.finish(chunk, chunk.people.count, 0);
      case 'again':
        return this.release(chunk, this.parts.clock.now() + decision.afterMs, chunk.may_have_arrived || decision.mayHaveArrived);
      case 'giveUp':
        return giveUpChunk(this.parts.database.pg, chunk, this.lease.term, this.parts.clock.now());
      case 'fail':
        return this.failAll(chunk, [{ no: chunk.people.nos()[0]!, state: 'failed', reason: 'refused', detail: detailOf(outcome) }]);
      case 'split':
        return splitChunk(this.parts.database.pg, chunk, this.lease.term, partsOf(chunk, outcome));
      case 'stop':
        return this.halt(run, chunk, decision, outcome);
    }
  }

  private decide(chunk: ClaimedChunk, size: number, outcome: SendOutcome): ChunkDecision {
    // Only replies end as the last two.
    if (outcome.kind === 'unknown' || outcome.kind === 'tokenInvalid') throw new Error(`A keyed send cannot end as ${outcome.kind}.`);
    return decideChunk({ size, firstTriedAt: chunk.first_tried_at, attempts: chunk.attempts }, outcome, this.parts.clock.now());
  }

  // ---------------------------------------------------------------- to each alone

  private async sendToEach(run: RunRow, chunk: ClaimedChunk, channel: CampaignChannel): Promise<void> {
    const content = await this.contentOf(run);
    const snapshotOf = await snapshotsOf(this.parts.database.pg, run.bot_id, chunk.people.contactIds());
    const outcomes: PersonOutcome[] = [];
    let again: Extract<ChunkDecision, { do: 'again' }> | null = null;
    let stop: { decision: Extract<ChunkDecision, { do: 'stop' }>; outcome: SendOutcome } | null = null;
    await callEverybody(chunk.people, CALLS_PER_SMALL_CHUNK, async (person) => {
      const snapshot = snapshotOf(person.contactId);
      let messages: LineMessage[] = [];
      try {
        if (snapshot) messages = content.forOne(person.variant ?? chunk.variant ?? run.winner ?? 'A', snapshot, person.no);
      } catch (error) {
        // A fault of ours in one person's words must not keep the others waiting for ever.
        this.parts.logger.error({ err: error as Error, runId: run.id, channelId: run.channel_id }, 'The words for one person of a campaign could not be put together.');
        return void outcomes.push({ no: person.no, state: 'failed', reason: 'broken', detail: String(error).slice(0, DETAIL_MAX) });
      }
      if (messages.length === 0) return void outcomes.push({ no: person.no, state: 'skipped', reason: snapshot ? 'nothingToSay' : 'deleted' });
      await this.pacers.pushes.turn();
      if (stop !== null || !this.mayBegin(run.id)) return;
      const outcome = await this.push(channel, chunk, person, messages, run);
      if (outcome.kind === 'retryLater' && outcome.reason === 'rate') this.pacers.pushes.block(outcome.after);
      const decision = this.decide(chunk, 1, outcome);
      if (decision.do === 'done') outcomes.push({ no: person.no, state: 'sent' });
      else if (decision.do === 'fail') outcomes.push({ no: person.no, state: 'failed', reason: 'refused', detail: detailOf(outcome) });
      else if (decision.do === 'giveUp') outcomes.push({ no: person.no, state: 'unknown', reason: 'gaveUp' });
      else if (decision.do === 'stop') stop = { decision, outcome };
      else if (decision.do === 'again') again = again && again.afterMs > decision.afterMs ? { ...again, mayHaveArrived: again.mayHaveArrived || decision.mayHaveArrived } : decision;
    });
    const left = outcomes.length < chunk.people.count;
    if (!left) return outcomes.every((one) => one.state === 'sent') ? this.finish(chunk, outcomes.length, 0) : this.failAll(chunk, outcomes);
    const retry = again as Extract<ChunkDecision, { do: 'again' }> | null;
    const halted = stop as { decision: Extract<ChunkDecision, { do: 'stop' }>; outcome: SendOutcome } | null;
    // Those who were never called may have been, before this attempt.
    const mayHaveArrived = chunk.may_have_arrived || retry?.mayHaveArrived === true;
    await this.parts.database.pg.transaction(async (tx) => {
      await this.note(tx, chunk, outcomes);
      await releaseChunk(tx, chunk, this.lease.term, retry ? this.parts.clock.now() + retry.afterMs : null, mayHaveArrived);
    });
    if (halted) await this.stopFor(run, halted.decision, halted.outcome);
  }

  private async push(channel: CampaignChannel, chunk: ClaimedChunk, person: ChunkPerson, messages: LineMessage[], run: RunRow): Promise<SendOutcome> {
    while (this.pushesUnderWay >= PUSHES_UNDER_WAY) await new Promise<void>((free) => this.waitingForPush.push(free));
    this.pushesUnderWay++;
    try {
      crashPoint('campaign.beforeSend');
      const outcome = await channel.gateway.push(channel, { to: person.lineUserId, messages, ...manner(run) } satisfies PushRequest, personalKey(chunk.retry_key, person.no));
      crashPoint('campaign.afterSend');
      return outcome;
    } finally {
      this.pushesUnderWay--;
      this.waitingForPush.shift()?.();
    }
  }

  // ---------------------------------------------------------------- flows

  /** The event's id names run and person, so that a repeated start is taken once. */
  private async startFlows(run: RunRow, chunk: ClaimedChunk): Promise<void> {
    const { what } = run.design;
    if (what.type !== 'flow' || what.flowId === null) return this.nothingToSay(chunk, chunk.people);
    const { flowId, nodeId } = what;
    for (let count = 0; count < chunk.people.count; count++) await this.pacers.starts.turn();
    if (!this.mayBegin(run.id)) return this.release(chunk, null, chunk.may_have_arrived);
    crashPoint('campaign.beforeSend');
    await this.parts.ingest.append(
      Array.from(chunk.people, (person) => ({
        channelId: run.channel_id,
        botId: run.bot_id,
        eventId: `campaign-${run.id}-${person.no}`,
        conversationKey: `u:${person.lineUserId}`,
        // The moment of the run: the day an event is remembered by must not change when it is handed in again.
        input: { type: 'flowStarted' as const, flowId, at: Math.round(run.due_at), ...(nodeId === undefined ? {} : { nodeId }) },
      })),
    );
    crashPoint('campaign.afterSend');
    await this.finish(chunk, chunk.people.count, 0);
  }

  // ---------------------------------------------------------------- one call for all

  private async sendToEverybody(run: RunRow, chunk: ClaimedChunk, channel: CampaignChannel): Promise<void> {
    const messages = (await this.contentOf(run)).forAll('A', null);
    if (messages.length === 0) return this.nothingToSay(chunk, []);
    crashPoint('campaign.beforeSend');
    const silent = manner(run).notificationDisabled ? { notificationDisabled: true } : {};
    const request = { messages, ...silent };
    const outcome =
      run.way === 'broadcast'
        ? await channel.gateway.account.broadcast(channel, request, chunk.retry_key)
        : await channel.gateway.account.narrowcast(channel, { ...request, ...(run.design.to.type === 'audience' ? narrowcastOf(run.design.to) : {}) }, chunk.retry_key);
    crashPoint('campaign.afterSend');
    const decision = this.decide(chunk, 1, outcome);
    if (decision.do === 'done') {
      const requestId = outcome.kind === 'sent' || outcome.kind === 'alreadySent' ? (outcome.requestId ?? null) : null;
      return this.parts.database.pg.transaction(async (tx) => {
        await tx.query('campaigns.keepRequest', 'UPDATE campaign_run SET request_id = $2 WHERE id = $1', [run.id, requestId]);
        await finishChunks(tx, [{ ...chunk, sent: chunk.to_no - chunk.from_no + 1, failed: 0 }], this.lease.term, this.parts.clock.now());
      });
    }
    if (decision.do === 'fail') {
      await this.finish(chunk, 0, chunk.to_no - chunk.from_no + 1);
      return stopRun(this.parts.database.pg, run.id, 'braked', { code: 'refused', message: detailOf(outcome) });
    }
    return this.settle(run, chunk, outcome, this.pacers.multicasts);
  }

  // ---------------------------------------------------------------- writing down

  private finish(chunk: ClaimedChunk, sent: number, failed: number): Promise<void> {
    return this.records.add({ chunk, sent, failed });
  }

  /** Tried until it is stored: what was sent was sent, and a repeated call is harmless only for a day. */
  private async record(done: { chunk: ClaimedChunk; sent: number; failed: number }[]): Promise<void> {
    crashPoint('campaign.beforeRecord');
    await finishChunks(
      this.parts.database.pg,
      done.map(({ chunk, sent, failed }) => ({ run_id: chunk.run_id, from_no: chunk.from_no, sent, failed })),
      this.lease.term,
      this.parts.clock.now(),
    );
    crashPoint('campaign.afterRecord');
  }

  /** The chunk is over, and some of its people ended in their own way. */
  private async failAll(chunk: ClaimedChunk, outcomes: readonly PersonOutcome[]): Promise<void> {
    crashPoint('campaign.beforeRecord');
    await this.parts.database.pg.transaction(async (tx) => {
      await this.note(tx, chunk, outcomes, true);
      await finishChunks(tx, [{ ...chunk, sent: 0, failed: 0 }], this.lease.term, this.parts.clock.now());
    });
    crashPoint('campaign.afterRecord');
  }

  /** Counts outcomes of single people; those of a chunk that is over need no mark for having got it. */
  private async note(tx: Parameters<typeof markPeople>[0], chunk: ClaimedChunk, outcomes: readonly PersonOutcome[], isOver = false): Promise<void> {
    const count = (state: PersonOutcome['state']) => outcomes.filter((one) => one.state === state).length;
    const { rowCount } = await tx.query(
      'campaigns.noteChunk',
      `UPDATE campaign_chunk SET sent = sent + $4, failed = failed + $5, unknown = unknown + $6, skipped = skipped + $7
       WHERE run_id = $1 AND from_no = $2 AND owner = $3 AND state = 'sending'`,
      [chunk.run_id, chunk.from_no, this.lease.term, count('sent'), count('failed'), count('unknown'), count('skipped')],
    );
    // Another leader has it: it will hear the same from LINE.
    if (rowCount === 0) return;
    await markPeople(
      tx,
      chunk.run_id,
      outcomes.filter((one) => !isOver || one.state !== 'sent'),
    );
  }

  private release(chunk: ClaimedChunk, notBefore: number | null, mayHaveArrived: boolean): Promise<void> {
    return releaseChunk(this.parts.database.pg, chunk, this.lease.term, notBefore, mayHaveArrived);
  }

  private nothingToSay(chunk: ClaimedChunk, people: Iterable<ChunkPerson>): Promise<void> {
    return this.failAll(
      chunk,
      Array.from(people, ({ no }) => ({ no, state: 'skipped', reason: 'nothingToSay' })),
    );
  }

  private async halt(run: RunRow, chunk: ClaimedChunk, decision: Extract<ChunkDecision, { do: 'stop' }>, outcome: SendOutcome): Promise<void> {
    await this.release(chunk, null, chunk.may_have_arrived);
    await this.stopFor(run, decision, outcome);
  }

  private async stopFor(run: RunRow, { code }: Extract<ChunkDecision, { do: 'stop' }>, outcome: SendOutcome): Promise<void> {
    this.going = new Set([...this.going].filter((id) => id !== run.id));
    const message = code === 'quotaUsedUp' ? "LINE says that this month's messages are used up." : `LINE does not accept the access token of this channel: ${detailOf(outcome)}`;
    await stopRun(this.parts.database.pg, run.id, 'braked', { code, message });
    if (code === 'unauthorized') await this.parts.channels.pauseForToken(run.channel_id);
    this.parts.logger.warn({ runId: run.id, channelId: run.channel_id, code }, 'A campaign was stopped by what LINE answered.');
  }

  // ---------------------------------------------------------------- whether to begin

  private mayBegin(runId: string): boolean {
    return !this.stopping && this.lease.isHeld && this.going.has(runId) && performance.now() - this.lookedAt < KNOWN_FOR_MS;
  }

  /** Chunks whose people have a quiet time on their wall wait for its end. */
  private async holdQuiet(run: RunRow): Promise<void> {
    const { quietHours } = run.design;
    if (quietHours === null) return;
    const { pg } = this.parts.database;
    const now = this.parts.clock.now();
    const { rows } = await pg.query<{ zone: string | null; time_zone: string }>(
      'campaigns.zones',
      `SELECT DISTINCT k.zone, b.time_zone FROM campaign_chunk k JOIN bot b ON b.id = k.bot_id WHERE k.run_id = $1 AND k.state = 'waiting'`,
      [run.id],
    );
    for (const { zone, time_zone } of rows) {
      const until = quietUntil(quietHours, zone ?? time_zone, now);
      if (until === null) continue;
      await pg.query(
        'campaigns.holdQuiet',
        `UPDATE campaign_chunk SET not_before = to_timestamp($3::float8 / 1000), held_for = 'quietHours'
         WHERE run_id = $1 AND state = 'waiting' AND zone IS NOT DISTINCT FROM $2 AND (not_before IS NULL OR not_before < to_timestamp($3::float8 / 1000))`,
        [run.id, zone, until],
      );
    }
  }

  private async botOf(botId: string): Promise<BotSnapshot> {
    const { rows } = await this.parts.database.pg.query<{ name: string; time_zone: string }>('campaigns.bot', 'SELECT name, time_zone FROM bot WHERE id = $1', [botId]);
    return { id: botId, name: rows[0]?.name ?? '', timeZone: rows[0]?.time_zone ?? 'UTC' };
  }
}

/** What a send says besides its messages. Statistics of LINE are kept under the run's own name (FACTS §12). */
function manner({ design: { what }, unit }: RunRow): { notificationDisabled?: true; customAggregationUnits: [string] } {
  return { ...(what.type === 'messages' && what.silent ? { notificationDisabled: true } : {}), customAggregationUnits: [unit] };
}

function partsOf(chunk: ClaimedChunk, outcome: SendOutcome): number[] {
  return cutsOf(
    chunk.people.nos(),
    outcome.kind === 'refused' ? refusedAt(outcome, chunk.people.count) : [],
  );
}

/** LINE's own words, short enough to be kept a thousand times. */
function detailOf(outcome: SendOutcome): string {
  if (outcome.kind !== 'refused' && outcome.kind !== 'unauthorized') return '';
  const details = outcome.kind === 'refused' ? outcome.details.map((one) => [one.property, one.message].filter(Boolean).join(': ')) : [];
  return [outcome.message, ...details].join('; ').slice(0, DETAIL_MAX);
}
