import { type Clock, crashPoint, type Database, type IdSource, textArray } from '@chatloom/platform';
import { GroupCommit } from '../support/GroupCommit';
import type { GroupPlace } from '@chatloom/line';
import { placeOf } from '../groups/placeOf';
import { ConversationIds } from './ConversationIds';
import type { InboxEvent } from './InboxEvent';
import { MemberContacts } from './MemberContacts';

/** Who wants to know that conversations have something pending. */
export interface InboxListener {
  /** `firstMet`: conversations seen for the first time, whose profile is not known yet. */
  inboxFilled(conversationIds: readonly string[], firstMet: readonly FirstMet[]): void;
}
/** Somebody, or a group, nothing is known of yet, or whose members changed: LINE is worth asking. */
export type FirstMet = { conversationId: string; channelId: string } & (
  /** `place` is the group the person was met in; absent in 1:1 chats. */
  | { lineUserId: string; place?: GroupPlace }
  | { group: GroupPlace; botId: string }
);

/** Statement sizes: large enough to share a commit among hundreds, small enough to stay far from any time-out. */
const LIMITS = { maxBatch: 400, maxConcurrent: 2, maxWaiting: 20_000 };
/** A timestamp LINE could not have meant (RELIABILITY F21): the day falls back to that of arrival. */
const PLAUSIBLE_MS = { past: 40 * 86_400_000, future: 2 * 86_400_000 };

/**
 * The door of the inbox: everything that happens to a conversation comes through here and is stored before anybody is
 * told so. An event id already seen on its channel changes nothing. Many callers share one commit.
 */
export class Ingest {
  private readonly commits: GroupCommit<InboxEvent[]>;
  private readonly conversations: ConversationIds;
  private readonly members: MemberContacts;
  private readonly listeners: InboxListener[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    ids: IdSource,
  ) {
    this.conversations = new ConversationIds(database, ids);
    this.members = new MemberContacts(database, ids);
    this.commits = new GroupCommit((batches) => this.write(batches.flat()), LIMITS);
  }

  /** Be told after each commit. */
  listen(listener: InboxListener): void {
    this.listeners.push(listener);
  }

  /**
   * Store events. Resolves after they are committed: only then may anybody be answered 200.
   * @throws BacklogFullError or the database's error; nothing of this call was promised to anybody then.
   */
  append(events: InboxEvent[]): Promise<void> {
    return events.length === 0 ? Promise.resolve() : this.commits.add(events);
  }

  /** What is remembered of somebody who was deleted is not true any more. */
  forget(channelId: string, lineUserId: string): void {
    this.conversations.forget(channelId, `u:${lineUserId}`);
    this.members.forget(channelId, lineUserId);
  }

  /** The conversation of this name, made when there is none. */
  async conversationOf(place: Pick<InboxEvent, 'botId' | 'channelId' | 'conversationKey'>): Promise<string> {
    return (await this.conversations.ensure([place]))[0]!.id;
  }

  /** Resolves when everything handed in so far is written or refused. */
  idle(): Promise<void> {
    return this.commits.idle();
  }

  private async write(arrived: InboxEvent[]): Promise<void> {
    const events = withoutRepeats(arrived);
    const conversations = await this.conversations.ensure(events);
    const members = await this.members.ensure(events);
    const now = this.clock.now();
    const ids = conversations.map((one) => one.id);
    const values = [
      events.map((event) => event.channelId),
      events.map((event) => event.botId),
      events.map((event) => event.eventId),
      events.map((event) => dayOf(event.input.at, now)),
      ids,
      events.map((event) => event.input.at),
      textArray(events.map((event) => JSON.stringify(event.input))),
      events.map((event) => event.replyToken ?? null),
      events.map((event) => event.standby ?? false),
      events.map((event) => event.isRedelivery ?? false),
      now,
      members.map((member) => member.contactId),
    ];
    crashPoint('ingest.beforeCommit');
    await this.database.pg.query('conversations.ingest', INGEST, values);
    crashPoint('ingest.afterCommit');
    const filled = [...new Set(ids)];
    const firstMet: FirstMet[] = [];
    events.forEach((event, i) => {
      const { channelId, botId, conversationKey } = event;
      const { id: conversationId, isNew } = conversations[i]!;
      const place = placeOf(conversationKey);
      if (place && (isNew || changesGroup(event))) firstMet.push({ conversationId, channelId, group: place, botId });
      else if (isNew) firstMet.push({ conversationId, channelId, lineUserId: conversationKey.slice(2) });
      if (place) for (const lineUserId of members[i]!.strangers) firstMet.push({ conversationId, channelId, lineUserId, place });
    });
    for (const listener of this.listeners) listener.inboxFilled(filled, firstMet);
  }
}

/** One statement, one commit. Rows keep the order in which they arrived: `seq` decides between equal timestamps. */
const INGEST = `
  WITH arrived AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::boolean[], $10::boolean[], $12::uuid[])
      WITH ORDINALITY AS a(channel_id, bot_id, event_id, day, conversation_id, occurred_at, input, reply_token, standby, is_redelivery, contact_id, ord)
  ), fresh AS (
    INSERT INTO seen_event (channel_id, event_id, day)
    SELECT channel_id, event_id, day FROM arrived
    ON CONFLICT DO NOTHING
    RETURNING channel_id, event_id
  )
  INSERT INTO inbox (conversation_id, bot_id, channel_id, contact_id, event_id, occurred_at, received_at, input, reply_token, standby, is_redelivery)
  SELECT a.conversation_id, a.bot_id, a.channel_id, a.contact_id, a.event_id, a.occurred_at, to_timestamp($11::float8 / 1000), a.input::json, a.reply_token, a.standby, a.is_redelivery
  FROM arrived a JOIN fresh f ON f.channel_id = a.channel_id AND f.event_id = a.event_id
  ORDER BY a.ord`;

/** The same event twice in one batch: the first counts. */
function withoutRepeats(events: InboxEvent[]): InboxEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    const key = event.channelId + event.eventId;
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** What is known of the group is not true any more: the bot came back, people came or went. */
function changesGroup({ input }: InboxEvent): boolean {
  return input.type === 'eventReceived' && ['join', 'memberJoined', 'memberLeft'].includes(input.event.type);
}

function dayOf(at: number, now: number): string {
  const plausible = at > now - PLAUSIBLE_MS.past && at < now + PLAUSIBLE_MS.future;
  return new Date(plausible ? at : now).toISOString().slice(0, 10);
}
