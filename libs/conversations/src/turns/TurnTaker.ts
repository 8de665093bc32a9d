import { type ChatSnapshot, type ContactSnapshot, type ConversationState, type Effect, type Env, type Input, type TraceEntry, unsentMessageId, withoutUnsent, type TurnResult, versionsNeeded } from '@chatloom/engine';
import { type Clock, crashPoint, type CrashPoint, type Database, type IdSource, type Logger, seededRandom, type Transaction } from '@chatloom/platform';
import { dropWaitingPushes } from '../outbox/dropWaitingPushes';
import { blankUnsent, wantMedia } from '../media/MediaStore';
import { readChats, recordMembership } from '../groups/Groups';
import { readNewcomers } from '../groups/readNewcomers';
import { placeOf } from '../groups/placeOf';
import { REPLY_TOKEN_TRUSTED_MS } from '../outbox/decideDelivery';
import { type Sign, signsOf } from '../outbox/Signs';
import { composeOutbox } from './composeOutbox';
import { ContactChanges } from './ContactChanges';
import type { EffectHandlers, UpcomingEvent } from './EffectHandlers';
import type { BotWorld, FlowWorld } from './FlowWorld';
import { conversationsWithUnsent, lockConversations, MAX_EVENTS_PER_CONVERSATION, type Pending, takePending } from './readTurns';
import { contactSnapshot, type ConversationRow, type InboxRow, type OutboxRow, type StoredTrace } from './turnRows';
import { firedTimer, type TurnSnapshot, writeSnapshots } from './turnSnapshots';
import { noWrites, type TurnWrites, writeTurns } from './writeTurns';

/** The engine as turns need it. */
export interface TakesTurns {
  takeTurn(state: ConversationState, input: Input, env: Env): TurnResult;
}

/** What one transaction of turns did, for those who act after the commit. */
export interface TurnsTaken {
  /** Those that could be locked; the others are being worked on elsewhere. */
  conversationIds: string[];
  events: number;
  /** Those with as many events as are taken at once, or with changes that are events of their own: more may be waiting. */
  full: string[];
  /** Of `outbox`, those to be sent by this process at once, in order. */
  toSend: OutboxRow[];
  /** Written as queued: an earlier message of the conversation is still with another process. */
  toFollow: OutboxRow[];
  timers: { dueAt: number }[];
  tagPushes: string[];
  signs: Sign[];
  /** Something a person sent is to be fetched. */
  wantsMedia: boolean;
}

/** An answer of an inside effect may lead to the next one, but not for ever. */
const MAX_ASKS_PER_TURN = 50;
/** The engine is pure: an error it throws, it throws again. The tries are for what surrounds it. */
const TRIES = 3;

/**
 * Takes turns: many conversations in one transaction, each event in its order, everything it causes in the same commit
 * (DESIGN §4). Nobody else's server is spoken to while the transaction is open.
 */
export class TurnTaker {
  constructor(
    private readonly parts: {
      database: Database;
      clock: Clock;
      ids: IdSource;
      logger: Logger;
      engine: TakesTurns;
      world: FlowWorld;
      effects: EffectHandlers;
      /** This process, as owner of what it sends. */
      processId: string;
    },
  ) {}

  /**
   * @param perConversation at most so many events of each conversation
   * @throws whatever the database throws; nothing has happened then
   */
  async take(conversationIds: readonly string[], perConversation = MAX_EVENTS_PER_CONVERSATION): Promise<TurnsTaken> {
    const taken = await this.parts.database.pg.transaction((tx) => this.work(tx, conversationIds, { perConversation }, crashPoint));
    if (taken.events > 0) crashPoint('turn.afterCommit');
    return {
      conversationIds: taken.conversationIds,
      events: taken.events,
      full: taken.full,
      toSend: taken.writes.outbox.filter((row) => row.state === 'sending'),
      toFollow: taken.writes.outbox.filter((row) => row.state === 'queued' && taken.following.has(row.conversation_id)),
      timers: taken.writes.timers.map((timer) => ({ dueAt: timer.due_at })),
      tagPushes: taken.writes.tagPushes.map((push) => push.id),
      signs: taken.writes.signs,
      wantsMedia: taken.writes.wantsMedia,
    };
  }

  /**
   * Do all that `take` would do with the next event of each conversation, and undo it: who comes out alive has met nothing that kills.
   * @returns those it was done for; others are being worked on elsewhere
   * @throws whatever taking them would throw
   */
  async rehearse(conversationIds: readonly string[]): Promise<string[]> {
    let rehearsed: string[] = [];
    await this.parts.database.pg
      .transaction(async (tx) => {
        rehearsed = (await this.work(tx, conversationIds, { perConversation: 1, suspects: true }, () => undefined)).conversationIds;
        crashPoint('turn.rehearsed');
        throw new RehearsalEnded();
      })
      .catch((error: unknown) => {
        if (!(error instanceof RehearsalEnded)) throw error;
      });
    return rehearsed;
  }

  private async work(
    tx: Transaction,
    conversationIds: readonly string[],
    { perConversation, suspects = false }: { perConversation: number; suspects?: boolean },
    reached: (point: CrashPoint) => void,
  ) {
    const conversations = await lockConversations(tx, conversationIds, suspects);
    const locked = conversations.map((one) => one.id);
    if (locked.length === 0) return nothing(locked);
    reached('turn.locked');
    const pending = await takePending(tx, locked, perConversation);
    if (pending.events.length === 0) return nothing(locked);
    const batch = await this.step(tx, conversations, pending);
    reached('turn.stepped');
    await writeSnapshots(tx, batch.writes.snapshots);
    await writeTurns(tx, batch.writes);
    reached('turn.beforeCommit');
    return { ...batch, conversationIds: locked, events: pending.events.length, full: [...fullOf(pending, perConversation), ...batch.writes.again] };
  }

  private async step(tx: Transaction, conversations: ConversationRow[], { events, contacts }: Pending): Promise<{ writes: TurnWrites; following: Set<string> }> {
    const eventsOf = new Map<string, InboxRow[]>();
    for (const event of events) {
      const list = eventsOf.get(event.conversation_id);
      if (list) list.push(event);
      else eventsOf.set(event.conversation_id, [event]);
    }
    const busy = conversations.filter((one) => eventsOf.has(one.id));
    // Another process sent last: what it has not finished goes first.
    const sentElsewhere = busy.filter((one) => one.sender !== null && one.sender !== this.parts.processId).map((one) => one.id);
    const following = sentElsewhere.length > 0 ? await conversationsWithUnsent(tx, sentElsewhere) : new Set<string>();
    const writes = noWrites();
    const chats = await this.chatsOf(tx, busy);
    const newcomers = await readNewcomers(tx, events);
    await this.parts.effects.foresee(tx, upcoming(busy, eventsOf, this.parts.clock.now()));
    // Shared by the conversations of the batch: one person may be met in a group and in a 1:1 chat at once.
    const people = new Map<string, ContactChanges>();
    for (const conversation of busy) {
      const mine = eventsOf.get(conversation.id)!;
      const world = await this.parts.world.load({
        botId: conversation.bot_id,
        runs: conversation.channel_runs,
        revision: conversation.revision,
        versionIds: versionsOf(conversation.state, mine),
      });
      const personOf = ({ contact_id }: InboxRow): ContactChanges => {
        const known = people.get(contact_id ?? conversation.id);
        if (known) return known;
        const row = contact_id === null ? undefined : contacts.get(contact_id);
        const person = new ContactChanges(contact_id, contactSnapshot(row, conversation.id, this.parts.clock.now()));
        people.set(contact_id ?? conversation.id, person);
        return person;
      };
      await this.takeEventsOf(tx, conversation, mine, personOf, { ...world, ...chatOf(conversation, chats), newcomers }, following.has(conversation.id), writes);
    }
    // In one order everywhere, so that two transactions that know the same people do not wait for each other.
    for (const id of [...people.keys()].sort()) {
      const change = people.get(id)!.toWrite();
      if (change) writes.contacts.push(change);
    }
    return { writes, following };
  }

  /** What is known of the groups among these conversations; costs nothing where there are none. */
  private async chatsOf(tx: Transaction, conversations: readonly ConversationRow[]): Promise<ReadonlyMap<string, ChatSnapshot>> {
    const wanted = conversations.flatMap(({ channel_id: channelId, key }) => {
      const place = placeOf(key);
      return place ? [{ channelId, place }] : [];
    });
    return wanted.length > 0 ? readChats(tx, wanted) : NO_CHATS;
  }

  private async takeEventsOf(
    tx: Transaction,
    conversation: ConversationRow,
    events: InboxRow[],
    personOf: (event: InboxRow) => ContactChanges,
    world: World,
    mustFollow: boolean,
    writes: TurnWrites,
  ): Promise<void> {
    const { processId, clock, ids } = this.parts;
    let state: ConversationState = conversation.state ?? { session: null, queued: [] };
    let held = heldToken(conversation);
    let sent = false;
    for (const event of events) {
      const person = personOf(event);
      const now = clock.now();
      const turnId = ids.newId();
      if (event.reply_token !== null) held = { token: event.reply_token, at: event.received_at };
      if (event.standby) {
        writes.turns.push(turnRow(event, turnId, now, { entries: [{ at: 'note', code: 'standby' }] }));
        continue;
      }
      if (conversation.channel_runs === 'draft') writes.snapshots.push(snapshotOf(conversation, event, turnId, state, person));
      if (event.input.type === 'friendAdded') person.setFriend(true);
      if (event.input.type === 'friendRemoved') {
        person.setFriend(false);
        await dropWaitingPushes(tx, conversation.id);
      }
      const outcome = await this.takeEvent(tx, conversation, event, state, person, world, turnId, now);
      if (outcome.failed) {
        writes.parked.push({ ...pick(event), reason: outcome.failed });
        continue;
      }
      state = outcome.state;
      const token = held !== null && now - held.at < REPLY_TOKEN_TRUSTED_MS ? held : null;
      const { drafts, dropped } = withoutPushesTo(composeOutbox(outcome.effects, token !== null), { reachable: isReachable(conversation, event, person) });
      const sends: string[] = [];
      for (const draft of drafts) {
        const isReply = draft.kind === 'reply';
        sent = true;
        const id = ids.newId();
        sends.push(id);
        writes.outbox.push({
          id,
          bot_id: conversation.bot_id,
          channel_id: conversation.channel_id,
          conversation_id: conversation.id,
          turn_id: turnId,
          kind: draft.kind,
          recipient: conversation.key.slice(2),
          reply_token: isReply ? token!.token : null,
          reply_token_at: isReply ? token!.at : null,
          otherwise: draft.otherwise,
          messages: draft.messages,
          options: draft.options,
          retry_key: ids.newId(),
          // Born as being sent: the attempt marker of RELIABILITY F7 is part of this commit and costs no second one.
          state: mustFollow || conversation.channel_state === 'paused' ? 'queued' : 'sending',
          priority: 0,
          owner: mustFollow || conversation.channel_state === 'paused' ? null : processId,
          attempts: 0,
          created_at: now,
        });
        if (isReply) held = null;
      }
      const leaving = outcome.effects.some((effect) => effect.type === 'leaveGroup') ? placeOf(conversation.key) : null;
      if (leaving) {
        sent = true;
        writes.outbox.push({
          id: ids.newId(), bot_id: conversation.bot_id, channel_id: conversation.channel_id, conversation_id: conversation.id, turn_id: turnId,
          kind: leaving.kind === 'group' ? 'leaveGroup' : 'leaveRoom', recipient: leaving.id, reply_token: null, reply_token_at: null, otherwise: '', messages: [], options: null,
          retry_key: ids.newId(), priority: 0, attempts: 0, created_at: now,
          state: mustFollow || conversation.channel_state === 'paused' ? 'queued' : 'sending',
          owner: mustFollow || conversation.channel_state === 'paused' ? null : processId,
        });
      }
      if (outcome.effects.some((effect) => isHeardChange(effect, world, person.snapshot))) writes.again.push(conversation.id);
      collectTimers(conversation, event, outcome.effects, writes);
      await this.recordGroup(tx, conversation, event, outcome.effects, now);
      writes.wantsMedia = (await wantMedia(tx, { botId: conversation.bot_id, channelId: conversation.channel_id, conversationId: conversation.id, now }, outcome.effects)) || writes.wantsMedia;
      const unsent = event.input.type === 'eventReceived' ? unsentMessageId(event.input.event) : undefined;
      if (unsent !== undefined) await forgetMessage(tx, conversation.id, unsent, writes);
      writes.signs.push(...signsOf(outcome.effects, sceneOf(conversation, event)));
      for (const effect of outcome.effects) {
        if (effect.type !== 'pushToTag') continue;
        writes.tagPushes.push({
          id: effect.pushId,
          bot_id: conversation.bot_id,
          channel_id: conversation.channel_id,
          turn_id: turnId,
          version_id: effect.flowVersionId,
          node_id: effect.nodeId,
          tag: effect.tag,
          options: effect.options ?? null,
        });
      }
      const trace: StoredTrace = { entries: outcome.trace };
      if (dropped.length > 0) trace.dropped = dropped;
      writes.turns.push(turnRow(event, turnId, now, trace, sends));
    }
    const isEmpty = state.session === null && state.queued.length === 0 && state.members === undefined && state.tracks === undefined && state.changes === undefined && !hasAnswers(state.last);
    writes.conversations.push({
      id: conversation.id,
      state: isEmpty ? null : state,
      reply_token: held?.token ?? null,
      reply_token_at: held?.at ?? null,
      sender: sent ? processId : null,
    });
    if (conversation.channel_runs === 'draft') writes.watched.push(conversation.id);
  }

  /** One event, with the answers of the inside effects it asks for. */
  private async takeEvent(
    tx: Transaction,
    conversation: ConversationRow,
    event: InboxRow,
    before: ConversationState,
    person: ContactChanges,
    world: World,
    turnId: string,
    now: number,
  ): Promise<{ state: ConversationState; effects: Effect[]; trace: TraceEntry[]; failed?: string }> {
    const scene = {
      botId: conversation.bot_id,
      channelId: conversation.channel_id,
      conversationId: conversation.id,
      contactId: event.contact_id,
      turnId,
      now,
    };
    const effects: Effect[] = [];
    const trace: TraceEntry[] = [];
    let state = before;
    let input: Input = event.input;
    for (let asks = 0; asks <= MAX_ASKS_PER_TURN; asks++) {
      const attempt = this.tryTurn(state, input, this.env(event, person, world, now, asks));
      if ('failed' in attempt) return { state: before, effects: [], trace: [], failed: attempt.failed };
      state = attempt.state;
      trace.push(...attempt.trace);
      person.apply(attempt.effects);
      for (const effect of attempt.effects) {
        if (effect.type === 'custom' && !effect.answered) await this.parts.effects.get(effect.name)(tx, scene, effect.payload);
        else effects.push(effect);
      }
      if (!attempt.asks) return { state, effects, trace };
      const answer = await this.parts.effects.get(attempt.asks.name)(tx, scene, attempt.asks.payload);
      input = { type: 'effectAnswered', effectId: attempt.asks.effectId, answer, at: now };
    }
    return { state: before, effects: [], trace: [], failed: 'tooManyAsks' };
  }

  private tryTurn(state: ConversationState, input: Input, env: Env): TurnResult | { failed: string } {
    let failed = '';
    for (let attempt = 0; attempt < TRIES; attempt++) {
      try {
        return this.parts.engine.takeTurn(state, input, env);
      } catch (error) {
        failed = error instanceof Error ? error.message : String(error);
        this.parts.logger.error({ err: error as Error, attempt }, 'A turn failed.');
      }
    }
    return { failed };
  }

  /** Chance is seeded by the event, so that a turn repeated after a crash decides the same. */
  private env(event: InboxRow, person: ContactChanges, world: World, now: number, part: number): Env {
    let random: (() => number) | null = null;
    return {
      now,
      random: () => (random ??= seededRandom(`${event.channel_id}:${event.event_id}:${part}`))(),
      newId: () => this.parts.ids.newId(),
      contact: person.snapshot,
      bot: world.bot,
      ...(world.chat && { chat: withNewcomers(world.chat, world.newcomers.get(event.seq)) }),
      flows: world.flows,
    };
  }

  /** The bot came into a group or is out of it, or is about to leave. */
  private async recordGroup(tx: Transaction, conversation: ConversationRow, { input }: InboxRow, effects: readonly Effect[], now: number): Promise<void> {
    const place = placeOf(conversation.key);
    if (!place) return;
    const came = input.type === 'eventReceived' && input.event.type === 'join';
    const went = (input.type === 'eventReceived' && input.event.type === 'leave') || effects.some((effect) => effect.type === 'leaveGroup');
    if (came || went) await recordMembership(tx, { botId: conversation.bot_id, channelId: conversation.channel_id, place }, went ? 'left' : 'in', now);
  }
}

/** Of conversations with one event only: what is done before that of another event would change what it finds. */
function upcoming(conversations: readonly ConversationRow[], eventsOf: ReadonlyMap<string, InboxRow[]>, now: number): UpcomingEvent[] {
  return conversations.flatMap(({ id, bot_id: botId, channel_id: channelId, key }) => {
    const [event, second] = eventsOf.get(id)!;
    if (!event || second || event.standby) return [];
    return [{ scene: { botId, channelId, conversationId: id, contactId: event.contact_id, now }, isGroup: placeOf(key) !== null, input: event.input }];
  });
}

/** What the events of one conversation are taken with. */
type World = BotWorld & { chat?: ChatSnapshot; newcomers: ReadonlyMap<string, string[]> };

function withNewcomers(chat: ChatSnapshot, newcomers: string[] | undefined): ChatSnapshot {
  return newcomers === undefined ? chat : { ...chat, newcomers };
}

const NO_CHATS: ReadonlyMap<string, ChatSnapshot> = new Map();

/** Of a group nobody could ask about yet, what its key says. */
function chatOf({ channel_id, key }: ConversationRow, chats: ReadonlyMap<string, ChatSnapshot>): { chat?: ChatSnapshot } {
  const place = placeOf(key);
  return place ? { chat: chats.get(channel_id + place.id) ?? place } : {};
}

/** Does a flow listen to this change of the contact? The database makes the event (`contact_signals`); here it only says that somebody should look. */
function isHeardChange(effect: Effect, { flows, bot }: BotWorld, contact: ContactSnapshot): boolean {
  if (effect.type !== 'addTag' && effect.type !== 'setField') return false;
  const change: Input = effect.type === 'addTag' ? { type: 'tagAdded', tag: effect.tag, at: 0 } : { type: 'fieldChanged', field: effect.field, value: effect.value, at: 0 };
  return flows.triggers().match(change, { bot, contact }).length > 0;
}

/** Ends a rehearsal's transaction without a commit. */
class RehearsalEnded extends Error {}

function nothing(locked: string[]): { writes: TurnWrites; following: Set<string>; conversationIds: string[]; events: number; full: string[] } {
  return { writes: noWrites(), following: new Set(), conversationIds: locked, events: 0, full: [] };
}

function fullOf({ events }: Pending, limit: number): string[] {
  if (events.length < limit) return [];
  const counts = new Map<string, number>();
  for (const event of events) counts.set(event.conversation_id, (counts.get(event.conversation_id) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= limit).map(([id]) => id);
}

function versionsOf(state: ConversationState | null, events: readonly InboxRow[]): string[] {
  const before = state ?? { session: null, queued: [] };
  return [...new Set(events.flatMap((event) => versionsNeeded(before, event.input)))];
}

function sceneOf(conversation: ConversationRow, { input }: InboxRow): Parameters<typeof signsOf>[1] {
  const token = input.type === 'messageReceived' ? input.message['markAsReadToken'] : undefined;
  return {
    conversationId: conversation.id,
    channelId: conversation.channel_id,
    userId: conversation.key.startsWith('u:') ? conversation.key.slice(2) : null,
    readToken: typeof token === 'string' ? token : null,
  };
}

/**
 * Would a push be seen? LINE takes pushes to people who blocked the account and drops them silently (FACTS §3), so we do not
 * send them. Who writes or taps is there, whatever was said about them before.
 */
function isReachable(conversation: ConversationRow, { input }: InboxRow, person: ContactChanges): boolean {
  if (placeOf(conversation.key)) return true;
  return person.snapshot.isFriend || input.type === 'messageReceived' || input.type === 'postbackReceived';
}

function withoutPushesTo(composed: ReturnType<typeof composeOutbox>, { reachable }: { reachable: boolean }): ReturnType<typeof composeOutbox> {
  if (reachable || composed.drafts.every((draft) => draft.kind !== 'push')) return composed;
  const blocked = composed.drafts.filter((draft) => draft.kind === 'push').flatMap((draft) => draft.nodeIds);
  return {
    drafts: composed.drafts.filter((draft) => draft.kind !== 'push'),
    dropped: [...composed.dropped, ...blocked.map((nodeId) => ({ nodeId, reason: 'blocked' as const }))],
  };
}

/** Also what this very transaction is about to write of it. */
async function forgetMessage(tx: Transaction, conversationId: string, messageId: string, writes: TurnWrites): Promise<void> {
  await blankUnsent(tx, conversationId, messageId);
  for (const row of [...writes.turns, ...writes.parked]) {
    if (row.conversation_id === conversationId) row.input = withoutUnsent(row.input, messageId);
  }
}

/** Are there answers that an old button would find again? */
function hasAnswers(last: ConversationState['last']): boolean {
  return last !== undefined && (Object.keys(last.answers).length > 0 || last.lastAnswer !== undefined);
}

function heldToken(conversation: ConversationRow): { token: string; at: number } | null {
  return conversation.reply_token !== null && conversation.reply_token_at !== null ? { token: conversation.reply_token, at: conversation.reply_token_at } : null;
}

function collectTimers(conversation: ConversationRow, event: InboxRow, effects: readonly Effect[], writes: TurnWrites): void {
  for (const effect of effects) {
    if (effect.type === 'startTimer') {
      writes.timers.push({
        id: effect.timerId,
        bot_id: conversation.bot_id,
        channel_id: conversation.channel_id,
        conversation_id: conversation.id,
        due_at: effect.dueAt,
        purpose: effect.purpose,
        wait_token: effect.waitToken,
        // A 1:1 conversation knows its person.
        contact_id: conversation.contact_id === null ? event.contact_id : null,
      });
    } else if (effect.type === 'cancelTimer') {
      // Started and cancelled within this batch: it never needs to be written.
      const started = writes.timers.findIndex((timer) => timer.id === effect.timerId);
      if (started >= 0) writes.timers.splice(started, 1);
      else writes.cancelledTimers.push(effect.timerId);
    }
  }
}

/** How things stand before a turn. */
function snapshotOf(conversation: ConversationRow, { contact_id, input }: InboxRow, turnId: string, state: ConversationState, { snapshot }: ContactChanges): TurnSnapshot {
  const { id, fields, tags, isFriend } = snapshot;
  return { turn_id: turnId, bot_id: conversation.bot_id, conversation_id: conversation.id, state, contact: contact_id === null ? null : { id, fields, tags, isFriend }, fired: firedTimer(input) };
}

function turnRow(event: InboxRow, id: string, at: number, trace: StoredTrace, sends: string[] = []): TurnWrites['turns'][number] {
  return { sends, id, bot_id: event.bot_id, conversation_id: event.conversation_id, event_id: event.event_id, at, input: event.input, trace };
}

function pick(event: InboxRow): Omit<TurnWrites['parked'][number], 'reason'> {
  const { seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input } = event;
  return { seq, conversation_id, bot_id, channel_id, event_id, occurred_at, input };
}
