import { AudienceModule, PersonalDataParts, SegmentFacts } from '@chatloom/audience';
import { BotsModule, PlannedThings } from '@chatloom/bots';
import { ConversationsModule, EffectHandlers } from '@chatloom/conversations';
import { Database } from '@chatloom/platform';
import { Module } from '@nestjs/common';
import { SeriesNumbers } from './series/SeriesNumbers';
import { DueThings } from './timers/DueThings';
import { plannedIssues, plannedSchedules } from './timers/plannedSends';
import { Issues } from './topics/Issues';
import { Subscriptions } from './topics/Subscriptions';
import { Topics } from './topics/Topics';
import { TopicWorker } from './topics/TopicWorker';

const SERVICES = [Topics, Issues, Subscriptions, TopicWorker, SeriesNumbers, DueThings];

/** Topics and their feeds, the numbers of series, and the list of all that waits for its time. */
@Module({ imports: [AudienceModule, BotsModule, ConversationsModule], providers: SERVICES, exports: SERVICES })
export class TopicsModule {
  constructor(effects: EffectHandlers, facts: SegmentFacts, personal: PersonalDataParts, subscriptions: Subscriptions, planned: PlannedThings, database: Database) {
    planned.register(plannedSchedules(database));
    planned.register(plannedIssues(database));
    effects.register('subscribeTopic', async (tx, scene, { topicId }) => {
      await subscriptions.subscribe(tx, scene, String(topicId));
      return null;
    });
    effects.register('unsubscribeTopic', async (tx, scene, { topicId }) => {
      await subscriptions.unsubscribe(tx, scene, String(topicId));
      return null;
    });
    effects.register('isTopicSubscribed', (tx, scene, { topicId }) => subscriptions.isSubscribed(tx, scene, String(topicId)));
    personal.register('topics', { export: (sql, person) => subscriptions.of(sql, person), forget: (tx, person) => subscriptions.forget(tx, person) });
    facts.register('topicSubscribed', {
      from: 'topic_subscription ts',
      bot: 'ts.bot_id',
      contact: 'ts.contact_id',
      subject: 'ts.topic_id',
      at: 'ts.at',
      subjects: async (botId) => (await subscriptions.subjects(botId)).map((topic) => ({ ...topic, options: [] })),
      hasSubject: (botId, topicId) => subscriptions.hasTopic(botId, topicId),
    });
  }
}
