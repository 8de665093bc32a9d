import { Module } from '@nestjs/common';
import { BotsModule, KnownThings } from '@chatloom/bots';
import { ConversationsModule, EffectHandlers } from '@chatloom/conversations';
import type { SegmentItem } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { Database } from '@chatloom/platform';
import { activityOfPerson } from './activity/activityOfPerson';
import { ActivityReader } from './activity/ActivityReader';
import { ActivityWorker } from './activity/ActivityWorker';
import { ConsentHistory } from './consent/ConsentHistory';
import { Bookings } from './bookings/Bookings';
import { registerBookingParts } from './bookings/registerBookingParts';
import { consentOfPerson } from './consent/consentOfPerson';
import { recordConsent } from './consent/recordConsent';
import { ContactEdits } from './contacts/ContactEdits';
import { ContactExports } from './contacts/ContactExports';
import { ContactFactSources } from './contacts/ContactFactSources';
import { ContactFilters } from './contacts/ContactFilters';
import { ContactJobs } from './contacts/ContactJobs';
import { ContactList } from './contacts/ContactList';
import { ContactMessages } from './contacts/ContactMessages';
import { ContactViews } from './contacts/ContactViews';
import { ContactWorker } from './ContactWorker';
import { FieldHistory } from './fields/FieldHistory';
import { Fields } from './fields/Fields';
import { ContactImports } from './imports/ContactImports';
import { ImportRunner } from './imports/ImportRunner';
import { accountLinksOfPerson } from './personalData/accountLinksOfPerson';
import { PersonalData } from './personalData/PersonalData';
import { PersonalDataParts } from './personalData/PersonalDataParts';
import { isBlocked } from './segments/checkSegment';
import { NameFinder } from './segments/NameFinder';
import { SegmentExplainer } from './segments/SegmentExplainer';
import { SegmentFacts } from './segments/SegmentFacts';
import { SegmentPeople } from './segments/SegmentPeople';
import { Segments } from './segments/Segments';
import { ChatCodes } from './sources/ChatCodes';
import { FriendSources } from './sources/FriendSources';
import { FlowNames } from './tags/FlowNames';
import { Tags } from './tags/Tags';
import { TagUses } from './tags/TagUses';
import { SegmentWatches } from './watching/SegmentWatches';
import { watchedOfPerson } from './watching/watchedOfPerson';
import { WatchWorker } from './watching/WatchWorker';

const CONTACT_SERVICES = [
  ContactFilters, ContactList, ContactViews, ContactEdits, ContactJobs, ContactMessages, ContactFactSources, ContactExports,
  Fields, FieldHistory, ConsentHistory, Tags, TagUses, ContactImports, ImportRunner, ChatCodes, FriendSources, Bookings, PersonalData, PersonalDataParts,
];
const SERVICES = [...CONTACT_SERVICES, FlowNames, SegmentFacts, NameFinder, Segments, SegmentPeople, SegmentExplainer, SegmentWatches];

/** Does a rule of the segment ask for this tag or field? */
function names(item: SegmentItem, thing: { tag: string } | { field: string }): boolean {
  if (item.type === 'group') return item.items.some((inner) => names(inner, thing));
  return 'tag' in thing ? item.type === 'tag' && item.tags.includes(thing.tag) : item.type === 'field' && item.field === thing.field;
}

/** Contacts as people work with them: lists, tags, typed fields, segments, imports, sources of friends. */
@Module({ imports: [BotsModule, ConversationsModule], providers: [...SERVICES, ContactWorker, ActivityReader, ActivityWorker, WatchWorker], exports: SERVICES })
export class AudienceModule {
  constructor(effects: EffectHandlers, codes: ChatCodes, sources: FriendSources, tagUses: TagUses, fields: Fields, segments: Segments, watches: SegmentWatches, personalData: PersonalDataParts, database: Database, bookings: Bookings, segmentFacts: SegmentFacts, contactFacts: ContactFactSources, known: KnownThings) {
    known.registerSegments(async (botId) => new Map((await segments.list(botId)).map(({ id, problems }) => [id, { usable: !isBlocked(problems) }])));
    registerBookingParts(database, bookings, { effects, segmentFacts, contactFacts, personal: personalData });
    personalData.register('activity', activityOfPerson);
    personalData.register('accountLinks', accountLinksOfPerson);
    personalData.register('consentChanges', consentOfPerson);
    personalData.register('watchedSegments', watchedOfPerson);
    segments.registerUser((botId, segmentId) => watches.usesOf(botId, segmentId));
    codes.register((tx, scene, { code }) => sources.sentInTurn(tx, scene, code));
    effects.register('recordConsent', recordConsent);
    effects.register('friendCodeSent', async (tx, scene, { code, language }) =>
      (await codes.sentInTurn(tx, scene, { code: String(code), language: typeof language === 'string' ? language : undefined })) as unknown as Json);
    tagUses.register(async (botId, tag) => (await sources.givingTag(botId, tag)).map((source) => ({ kind: 'friendSource', ...source })));
    tagUses.register(async (botId, tag) => (await segments.list(botId)).filter(({ definition }) => names(definition, { tag })).map(({ id, name }) => ({ kind: 'segment', id, name })));
    fields.registerUser(async (botId, field) => (await segments.list(botId)).filter(({ definition }) => names(definition, { field })).map(({ id, name }) => ({ kind: 'segment', id, name })));
  }
}
