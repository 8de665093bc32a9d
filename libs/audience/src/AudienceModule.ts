import { Module } from '@nestjs/common';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule } from '@chatloom/conversations';
import { ActivityReader } from './activity/ActivityReader';
import { ActivityWorker } from './activity/ActivityWorker';
import { NameFinder } from './segments/NameFinder';
import { SegmentExplainer } from './segments/SegmentExplainer';
import { SegmentFacts } from './segments/SegmentFacts';
import { SegmentPeople } from './segments/SegmentPeople';
import { Segments } from './segments/Segments';
import { FlowNames } from './tags/FlowNames';

const SERVICES = [FlowNames, SegmentFacts, NameFinder, Segments, SegmentPeople, SegmentExplainer];

/** Contacts as people work with them: lists, tags, typed fields, segments, imports, sources of friends. */
@Module({ imports: [BotsModule, ConversationsModule], providers: [...SERVICES, ActivityReader, ActivityWorker], exports: SERVICES })
export class AudienceModule {}
