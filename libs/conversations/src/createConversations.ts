import type { Clock, Database, IdSource, JobQueue, Logger, Metrics } from '@chatloom/platform';
import { Contacts } from './contacts/Contacts';
import { ProfileReader, type Profiles } from './contacts/ProfileReader';
import { Conversations } from './Conversations';
import { ConversationsRuntime } from './ConversationsRuntime';
import { Forgetting } from './forgetting/Forgetting';
import { Groups } from './groups/Groups';
import { TurnHistory } from './history/TurnHistory';
import { Ingest } from './ingest/Ingest';
import { MediaFetcher } from './media/MediaFetcher';
import { MediaStore } from './media/MediaStore';
import { OutboxSender, type SendingChannels } from './outbox/OutboxSender';
import { Signs } from './outbox/Signs';
import { type PushRenderer, TagPushes } from './pushes/TagPushes';
import { type ScheduleSource, Schedules } from './schedules/Schedules';
import { Heartbeat } from './sweeping/Heartbeat';
import { EffectHandlers } from './turns/EffectHandlers';
import type { FlowWorld } from './turns/FlowWorld';
import { Suspects } from './turns/Suspects';
import { TurnLoop } from './turns/TurnLoop';
import { type TakesTurns, TurnTaker } from './turns/TurnTaker';

/** What conversations need from outside. */
export interface ConversationsParts {
  database: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  metrics: Metrics;
  queue: JobQueue;
  roles: readonly ('web' | 'worker')[];
  engine: TakesTurns;
  world: FlowWorld;
  channels: SendingChannels;
  profiles: Profiles;
  pushRenderer: PushRenderer;
  scheduleSource: ScheduleSource;
}

export interface ConversationsSystem {
  runtime: ConversationsRuntime;
  ingest: Ingest;
  conversations: Conversations;
  history: TurnHistory;
  contacts: Contacts;
  groups: Groups;
  forgetting: Forgetting;
  media: MediaStore;
  effects: EffectHandlers;
  turns: TurnLoop;
  sender: OutboxSender;
}

/** Builds the way through the house (DESIGN §4) out of its parts; nothing runs before `runtime.start()`. */
export function createConversations(parts: ConversationsParts): ConversationsSystem {
  const { database, clock, ids, logger } = parts;
  const processId = ids.newId();
  const effects = new EffectHandlers();
  const groups = new Groups(database, clock);
  const ingest = new Ingest(database, clock, ids);
  const forgetting = new Forgetting(database, clock, ingest);
  const taker = new TurnTaker({ database, clock, ids, logger, engine: parts.engine, world: parts.world, effects, processId });
  const suspects = new Suspects(database, taker, clock, logger);
  const sender = new OutboxSender({ database, clock, ids, logger, channels: parts.channels, processId });
  const turns: TurnLoop = new TurnLoop(taker, suspects, { turnsTaken: (taken) => runtime.turnsTaken(taken) }, logger);
  const runtime: ConversationsRuntime = new ConversationsRuntime({
    ...parts,
    processId,
    ingest,
    turns,
    suspects,
    sender,
    forgetting,
    media: new MediaFetcher({ database, clock, logger, channels: parts.channels }),
    signs: new Signs({ database, clock, logger, channels: parts.channels, sender }),
    profiles: new ProfileReader(database, clock, logger, parts.profiles, groups),
    heartbeat: new Heartbeat(database, processId, parts.roles.join(',')),
    tagPushes: new TagPushes(database, ids, logger, parts.pushRenderer),
    schedules: new Schedules(database, ids, logger, parts.scheduleSource),
  });
  return {
    runtime,
    ingest,
    conversations: new Conversations(database, ingest, ids, clock, (woken) => runtime.inboxFilled(woken, [])),
    history: new TurnHistory(database),
    contacts: new Contacts(database),
    groups,
    forgetting,
    media: new MediaStore(database),
    effects,
    turns,
    sender,
  };
}
