import { Controller } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { Issues, Topics, TopicWorker } from '@chatloom/campaigns';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** Items of a feed shown to somebody who tries an address. */
const TRIED_ITEMS = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Topics, their feeds, and what is published to their subscribers. */
@Controller()
export class TopicsController {
  constructor(
    private readonly topics: Topics,
    private readonly issues: Issues,
    private readonly worker: TopicWorker,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listTopics)
  async list(@Call() { params }: CallOf<typeof Routes.listTopics>): Promise<CallOutput<typeof Routes.listTopics>> {
    return { items: await this.topics.list(params.botId) };
  }

  @Route(Routes.createTopic)
  async create(@Call() call: CallOf<typeof Routes.createTopic>): Promise<CallOutput<typeof Routes.createTopic>> {
    const topic = await this.topics.create(call.params.botId, call.body);
    await this.record('topic.created', call, { topicId: topic.id, name: topic.name });
    return topic;
  }

  @Route(Routes.getTopic)
  async get(@Call() { params }: CallOf<typeof Routes.getTopic>): Promise<CallOutput<typeof Routes.getTopic>> {
    return this.topics.getOrThrow(params.botId, params.topicId);
  }

  @Route(Routes.updateTopic)
  async update(@Call() call: CallOf<typeof Routes.updateTopic>): Promise<CallOutput<typeof Routes.updateTopic>> {
    const topic = await this.topics.update(call.params.botId, call.params.topicId, call.body);
    await this.record('topic.changed', call, { topicId: topic.id, name: topic.name });
    return topic;
  }

  @Route(Routes.deleteTopic)
  async delete(@Call() call: CallOf<typeof Routes.deleteTopic>): Promise<void> {
    const { botId, topicId } = call.params;
    await this.topics.delete(botId, topicId);
    await this.record('topic.deleted', call, { topicId });
  }

  @Route(Routes.tryFeed)
  async tryFeed(@Call() { body }: CallOf<typeof Routes.tryFeed>): Promise<CallOutput<typeof Routes.tryFeed>> {
    const reading = await this.worker.reader.read(body.url);
    if (reading.kind === 'failed') return { items: [], error: reading.error };
    const items = reading.kind === 'items' ? reading.items.slice(0, TRIED_ITEMS) : [];
    return { items, error: items.length === 0 ? { code: 'empty', message: 'This feed has no items at the moment.' } : null };
  }

  @Route(Routes.listTopicIssues)
  async listIssues(@Call() { params, query }: CallOf<typeof Routes.listTopicIssues>): Promise<CallOutput<typeof Routes.listTopicIssues>> {
    if (query.cursor !== undefined && !UUID.test(query.cursor)) throw new AccessError('invalid', 'This cursor is of no list.');
    await this.topics.getOrThrow(params.botId, params.topicId);
    const items = await this.issues.list(params.botId, params.topicId, query.limit, query.cursor);
    return { items, nextCursor: items.length === query.limit ? items.at(-1)!.id : null };
  }

  @Route(Routes.publishIssue)
  async publish(@Call() call: CallOf<typeof Routes.publishIssue>): Promise<CallOutput<typeof Routes.publishIssue>> {
    const { botId, topicId } = call.params;
    const issue = await this.issues.publish(botId, topicId, { ...call.body, from: call.body.item ? 'api' : 'person' });
    await this.record('topic.published', call, { topicId, issueId: issue.id, title: issue.title });
    return issue;
  }

  @Route(Routes.cancelIssue)
  async cancelIssue(@Call() call: CallOf<typeof Routes.cancelIssue>): Promise<CallOutput<typeof Routes.cancelIssue>> {
    const { botId, topicId, issueId } = call.params;
    const issue = await this.issues.cancel(botId, topicId, issueId);
    await this.record('topic.issueCancelled', call, { topicId, issueId });
    return issue;
  }

  private async record(action: string, { params, principal, ip }: { params: { botId: string }; principal: { person: { id: string } }; ip: string }, details: Record<string, string>): Promise<void> {
    await this.audit.record({ action, personId: principal.person.id, botId: params.botId, ip, details });
  }
}
