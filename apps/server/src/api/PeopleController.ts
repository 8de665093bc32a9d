import { Controller } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { Flows } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Contacts, type ConversationRef, Conversations, TurnHistory } from '@chatloom/conversations';
import { toPhoneTurn } from '../phone/toPhoneTurn';
import { cursorOf, pageOf } from './pages';
import { Call, type CallOf, Route } from './route';

/** What happened with people and why, and ways to start or end something with them. */
@Controller()
export class PeopleController {
  constructor(
    private readonly contacts: Contacts,
    private readonly conversations: Conversations,
    private readonly history: TurnHistory,
    private readonly flows: Flows,
  ) {}

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

  @Route(Routes.getTurn)
  async turn(@Call() { params }: CallOf<typeof Routes.getTurn>): Promise<CallOutput<typeof Routes.getTurn>> {
    const { id, botId } = await this.conversationOrThrow(params);
    const found = await this.history.find({ botId, conversationId: id, turnId: params.turnId });
    if (!found) throw new AccessError('notFound', 'There is no such turn, or it is too long ago.');
    const { bubbleIds: _, ...turn } = toPhoneTurn(found, id);
    return turn;
  }

  @Route(Routes.startFlow)
  async start(@Call() { params, body }: CallOf<typeof Routes.startFlow>): Promise<CallOutput<typeof Routes.startFlow>> {
    const conversation = await this.conversationOrThrow(params);
    // Answered here: in the conversation itself a flow that is not there would only be a line of its trace.
    await this.flows.summary(params.botId, body.flowId);
    await this.conversations.start(conversation, body.flowId, body.nodeId);
    return { accepted: true };
  }

  @Route(Routes.stopFlow)
  async stop(@Call() { params }: CallOf<typeof Routes.stopFlow>): Promise<CallOutput<typeof Routes.stopFlow>> {
    await this.conversations.stop(await this.conversationOrThrow(params));
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

  private async conversationOrThrow(params: { botId: string; conversationId: string }): Promise<ConversationRef> {
    const conversation = await this.conversations.find(params.botId, params.conversationId);
    if (!conversation) throw new AccessError('notFound', 'There is no such conversation.');
    return conversation;
  }
}
