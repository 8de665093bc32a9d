import { Controller } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { Flows } from '@chatloom/bots';
import { type CallOutput, type Contact, Routes } from '@chatloom/contract';
import { Contacts, type ContactView, type ConversationRef, Conversations, TurnHistory } from '@chatloom/conversations';
import { Database } from '@chatloom/platform';
import { toPhoneTurn } from '../phone/toPhoneTurn';
import { Call, type CallOf, Route } from './route';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** People of a bot, what was said with them and why, and ways to start something with them. */
@Controller()
export class PeopleController {
  constructor(
    private readonly contacts: Contacts,
    private readonly conversations: Conversations,
    private readonly history: TurnHistory,
    private readonly flows: Flows,
    private readonly database: Database,
  ) {}

  @Route(Routes.listContacts)
  async list(@Call() { params, query }: CallOf<typeof Routes.listContacts>): Promise<CallOutput<typeof Routes.listContacts>> {
    const { limit, search } = query;
    const found = await this.contacts.list({ botId: params.botId, ...cursorOf(query.cursor, 'cursor'), ...(search ? { search } : {}), limit: limit + 1 });
    const seen = await this.lastTurns(found);
    return pageOf(
      found.map((contact) => toContact(contact, seen)),
      limit,
    );
  }

  @Route(Routes.getContact)
  async get(@Call() { params }: CallOf<typeof Routes.getContact>): Promise<CallOutput<typeof Routes.getContact>> {
    const contact = await this.contacts.find(params.botId, params.contactId);
    if (!contact) throw new AccessError('notFound', 'There is no such person.');
    const { position } = contact;
    const session = position && { flowId: position.flowId, versionId: position.versionId, nodeId: position.nodeId, waitingFor: null, since: position.since.toISOString() };
    return { ...toContact(contact, await this.lastTurns([contact])), fields: contact.fields, session };
  }

  @Route(Routes.listTurns)
  async turns(@Call() { params, query }: CallOf<typeof Routes.listTurns>): Promise<CallOutput<typeof Routes.listTurns>> {
    const { id, botId } = await this.conversationOrThrow(params);
    const found = await this.history.list({ botId, conversationId: id, ...cursorOf(query.cursor, 'before'), limit: query.limit + 1 });
    return pageOf(
      found.map((view) => {
        const { bubbleIds: _, ...turn } = toPhoneTurn(view, id);
        return turn;
      }),
      query.limit,
    );
  }

  @Route(Routes.startFlow)
  async start(@Call() { params, body }: CallOf<typeof Routes.startFlow>): Promise<CallOutput<typeof Routes.startFlow>> {
    const conversation = await this.conversationOrThrow(params);
    // Answered here: in the conversation itself a flow that is not there would only be a line of its trace.
    await this.flows.summary(params.botId, body.flowId);
    await this.conversations.start(conversation, body.flowId, body.nodeId);
    return { accepted: true };
  }

  @Route(Routes.callTrigger)
  async callTrigger(@Call() { params, body }: CallOf<typeof Routes.callTrigger>): Promise<CallOutput<typeof Routes.callTrigger>> {
    const { botId, key } = params;
    const contact = body.contactId === undefined ? await this.contacts.findByLineUser(botId, body.lineUserId!, body.channelId) : await this.contacts.find(botId, body.contactId);
    if (!contact) throw new AccessError('notFound', 'There is no such person; people are known once they wrote or became a friend.');
    const conversation = await this.conversations.findByUser(botId, contact.channelId, contact.lineUserId);
    if (!conversation) throw new AccessError('notFound', 'There is no conversation with this person yet.');
    await this.conversations.callApiTrigger(conversation, key, body.payload);
    return { accepted: true };
  }

  /** When each conversation took its last turn, by its id. */
  private async lastTurns(contacts: readonly ContactView[]): Promise<Map<string, Date>> {
    const { rows } = await this.database.pg.query<{ id: string; at: Date }>(
      'api.lastTurns',
      'SELECT v.id, t.at FROM unnest($1::uuid[]) AS v(id), LATERAL (SELECT at FROM turn WHERE conversation_id = v.id ORDER BY id DESC LIMIT 1) t',
      [contacts.flatMap((contact) => contact.conversationId ?? [])],
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }

  private async conversationOrThrow(params: { botId: string; conversationId: string }): Promise<ConversationRef> {
    const conversation = await this.conversations.find(params.botId, params.conversationId);
    if (!conversation) throw new AccessError('notFound', 'There is no such conversation.');
    return conversation;
  }
}

/** Cursors are ids of the last entry shown; anything else was made up. */
function cursorOf<K extends string>(cursor: string | undefined, name: K): { [key in K]?: string } {
  if (cursor === undefined) return {};
  if (!UUID.test(cursor)) {
    const message = 'This is no cursor of ours.';
    throw new AccessError('invalid', message, { details: [{ path: ['query', 'cursor'], code: 'cursorInvalid', message }] });
  }
  return { [name]: cursor } as { [key in K]?: string };
}

/** One more than asked for was read, to know whether there is a next page. */
function pageOf<T extends { id: string }>(found: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null };
}

function toContact({ id, channelId, conversationId, lineUserId, displayName, pictureUrl, language, tags, isFriend, createdAt }: ContactView, seen: ReadonlyMap<string, Date>): Contact {
  return { id, channelId, conversationId, lineUserId, displayName, pictureUrl, language, tags, isFriend, createdAt: createdAt.toISOString(), lastSeenAt: seen.get(conversationId ?? '')?.toISOString() ?? null };
}
