import { z } from 'zod';
import { botParams, languageTagSchema, listOf, nameSchema, pageOf, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** Groups within groups: the outermost counts as the first level. */
export const MAX_SEGMENT_DEPTH = 5;
/** Rules of one segment, over all its groups. */
export const MAX_SEGMENT_RULES = 50;

// ---------------------------------------------------------------- what a rule asks

/** A calendar day of the bot's time zone, 1900 to 2199, e.g. `2026-11-21`. */
export const segmentDaySchema = z.iso.date().refine((day) => /^(19|20|21)/.test(day), 'Must be a day from 1900 to 2199');
/** Hours and days are reckoned from now, a day being 24 hours. */
const spanUnitSchema = z.enum(['hours', 'days']);
const daysSchema = z.number().int().min(1).max(3650);

/**
 * When something was or will be. Days are whole days of the bot's time zone; a span reaches back from now, or on from it. Something that never happened is
 * in none of them.
 */
export const segmentTimeSchema = named(
  'SegmentTime',
  z.discriminatedUnion('op', [
    z.object({ op: z.literal('before'), day: segmentDaySchema }),
    z.object({ op: z.literal('on'), day: segmentDaySchema }),
    z.object({ op: z.literal('after'), day: segmentDaySchema }),
    z.object({ op: z.literal('inLast'), amount: z.number().int().min(1).max(3650), unit: spanUnitSchema }),
    /** Both days belong to it. */
    z.object({ op: z.literal('between'), day: segmentDaySchema, until: segmentDaySchema }),
    /** From now on, for things that are still to come: a booking, say. */
    z.object({ op: z.literal('inNext'), amount: z.number().int().min(1).max(3650), unit: spanUnitSchema }),
    z.object({ op: z.literal('ever') }),
  ]),
);
export type SegmentTime = z.infer<typeof segmentTimeSchema>;

/** PostgreSQL can neither store nor compare the character NUL. */
const NO_NUL = /^[^\u0000]*$/;
const wordSchema = z.string().min(1).max(500).regex(NO_NUL);
/** Kept to what a double holds exactly enough to compare. */
const numberSchema = z.number().min(-1e15).max(1e15);

/**
 * What a rule asks of a field's value. Which ones fit is decided by the field's definition (`SEGMENT_FIELD_TESTS`). Upper and lower case Latin
 * letters are the same. A field that is not set, or holds something the test cannot read, does not pass; so with `not` it does.
 */
export const segmentFieldTestSchema = named(
  'SegmentFieldTest',
  z.discriminatedUnion('op', [
    z.object({ op: z.literal('isSet') }),
    z.object({ op: z.literal('isTrue') }),
    /** Is one of these words. */
    z.object({ op: z.literal('isOneOf'), values: z.array(wordSchema).min(1).max(50) }),
    z.object({ op: z.literal('contains'), value: wordSchema }),
    z.object({ op: z.literal('startsWith'), value: wordSchema }),
    z.object({ op: z.literal('numberIs'), compare: z.enum(['equal', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual']), value: numberSchema }),
    /** Both ends belong to it. */
    z.object({ op: z.literal('numberBetween'), from: numberSchema, to: numberSchema }),
    z.object({ op: z.literal('dayIs'), compare: z.enum(['before', 'on', 'after']), day: segmentDaySchema }),
    /** Today and the N-1 days before it. */
    z.object({ op: z.literal('inLastDays'), days: daysSchema }),
    /** Today and the N-1 days after it. */
    z.object({ op: z.literal('inNextDays'), days: daysSchema }),
    /** The same day and month of any year falls between these days, counted from today (0); February 29 is kept on the 28th in other years. */
    z.object({ op: z.literal('anniversary'), fromDays: z.number().int().min(-183).max(183), toDays: z.number().int().min(-183).max(183) }),
    /** Month of the year, 1 to 12; `this` and `next` are those of today. */
    z.object({ op: z.literal('month'), month: z.union([z.number().int().min(1).max(12), z.enum(['this', 'next'])]) }),
    /** Of a field with several choices: has any, or all, of them. */
    z.object({ op: z.literal('hasAny'), values: z.array(wordSchema).min(1).max(50) }),
    z.object({ op: z.literal('hasAll'), values: z.array(wordSchema).min(1).max(50) }),
  ]),
);
export type SegmentFieldTest = z.infer<typeof segmentFieldTestSchema>;

/** Which tests fit which type of field. */
export const SEGMENT_FIELD_TESTS = {
  text: ['isSet', 'isOneOf', 'contains', 'startsWith'],
  number: ['isSet', 'numberIs', 'numberBetween'],
  date: ['isSet', 'dayIs', 'inLastDays', 'inNextDays', 'anniversary', 'month'],
  dateTime: ['isSet', 'dayIs', 'inLastDays', 'inNextDays', 'anniversary', 'month'],
  boolean: ['isSet', 'isTrue'],
  choice: ['isSet', 'isOneOf'],
  multiChoice: ['isSet', 'hasAny', 'hasAll'],
} as const satisfies Record<string, readonly SegmentFieldTest['op'][]>;
export type SegmentFieldType = keyof typeof SEGMENT_FIELD_TESTS;

/** Every rule can be turned round: with `not`, exactly those belong to it who otherwise do not. */
const not = z.boolean().optional();
const idsSchema = z.array(uuidSchema).min(1).max(50);
/** A node's id inside a flow document. */
const nodeIdSchema = z.string().min(1).max(100).regex(NO_NUL);

export const segmentRuleSchemas = [
  z.object({ type: z.literal('tag'), not, match: z.enum(['any', 'all']), tags: z.array(z.string().min(1).max(64).regex(NO_NUL)).min(1).max(50) }),
  z.object({ type: z.literal('field'), not, field: z.string().min(1).max(64).regex(NO_NUL), test: segmentFieldTestSchema }),
  /** Came by one of these friend sources. */
  z.object({ type: z.literal('source'), not, sourceIds: idsSchema }),
  /** `ja` holds for `ja-JP` too; `unknown` are people whose language LINE did not tell. */
  z.object({ type: z.literal('language'), not, languages: z.array(z.union([languageTagSchema, z.literal('unknown')])).min(1).max(20) }),
  z.object({ type: z.literal('channel'), not, channelIds: idsSchema }),
  /** Is a friend of the account now; with `not`, those who blocked it or never added it. */
  z.object({ type: z.literal('friend'), not }),
  /** Was met for the first time. */
  z.object({ type: z.literal('added'), not, when: segmentTimeSchema }),
  /** Wrote, tapped or added the account last. */
  z.object({ type: z.literal('lastActive'), not, when: segmentTimeSchema }),
  /** What is known of the person's will to get marketing messages. */
  z.object({ type: z.literal('consent'), not, is: z.enum(['yes', 'no', 'unknown']) }),
  /** Came to the flow, or to one of its nodes. */
  z.object({ type: z.literal('flowReached'), not, flowId: uuidSchema, nodeId: nodeIdSchema.optional(), when: segmentTimeSchema }),
  /** Walked the flow to an end. */
  z.object({ type: z.literal('flowFinished'), not, flowId: uuidSchema, when: segmentTimeSchema }),
  /**
   * The last run of the flow stopped short: interrupted or ended while it waited (at the node, when one is given), or left without an
   * answer for so many days.
   */
  z.object({ type: z.literal('flowDropped'), not, flowId: uuidSchema, nodeId: nodeIdSchema.optional(), silentDays: z.number().int().min(1).max(365) }),
  /** Is inside the flow now, waiting for time, an answer, or a flow it called. */
  z.object({ type: z.literal('flowWaiting'), not, flowId: uuidSchema, nodeId: nodeIdSchema.optional() }),
  /**
   * Something another part of the product knows about people (`GET …/segment-facts`): campaigns, topics, polls, games, bookings. `subjectId` is
   * the campaign, poll, …; without one any counts. `optionId` is e.g. a link or a choice of it.
   */
  z.object({ type: z.literal('fact'), not, fact: z.string().regex(/^[a-z][A-Za-z]{1,40}$/), subjectId: uuidSchema.optional(), optionId: z.string().min(1).max(1000).regex(NO_NUL).optional(), when: segmentTimeSchema }),
] as const;
export const segmentRuleSchema = named('SegmentRule', z.discriminatedUnion('type', segmentRuleSchemas));
export type SegmentRule = z.infer<typeof segmentRuleSchema>;
export type SegmentRuleType = SegmentRule['type'];

// ---------------------------------------------------------------- groups

/** `all`: everything in it is so. `any`: at least one thing is. `none`: nothing is. */
export const segmentMatchSchema = z.enum(['all', 'any', 'none']);
export type SegmentMatch = z.infer<typeof segmentMatchSchema>;

/**
 * Rules and groups of them. The outermost group may be empty: with `all` (and `none`) that is everybody, with `any` nobody. An empty
 * group inside another one is a problem, as nobody can say what was meant by it.
 */
export interface SegmentGroup {
  type: 'group';
  match: SegmentMatch;
  items: SegmentItem[];
}
export type SegmentItem = SegmentRule | SegmentGroup;
/** Who is meant. */
export type Segment = SegmentGroup;

/** One schema for each level, so that a document of any depth is refused without walking down into it. */
function groupSchema(levelsLeft: number): z.ZodType<SegmentGroup> {
  const items = levelsLeft > 1 ? z.discriminatedUnion('type', [...segmentRuleSchemas, groupSchema(levelsLeft - 1) as never]) : segmentRuleSchema;
  return z.object({ type: z.literal('group'), match: segmentMatchSchema, items: z.array(items).max(MAX_SEGMENT_RULES) }) as unknown as z.ZodType<SegmentGroup>;
}

export const segmentSchema = named(
  'Segment',
  groupSchema(MAX_SEGMENT_DEPTH).refine((segment) => countRules(segment) <= MAX_SEGMENT_RULES, `A segment has at most ${MAX_SEGMENT_RULES} rules`),
);

/** Rules in a segment, and in the groups inside it. */
export function countRules(item: SegmentItem): number {
  return item.type === 'group' ? item.items.reduce((sum, inner) => sum + countRules(inner), 0) : 1;
}

/** Everybody: what a new segment means. */
export const EVERYBODY: Segment = { type: 'group', match: 'all', items: [] };

/** A saved segment, or one that was put together on the spot. */
export const segmentChoiceSchema = named('SegmentChoice', z.union([z.object({ segmentId: uuidSchema }), z.object({ definition: segmentSchema })]));
export type SegmentChoice = z.infer<typeof segmentChoiceSchema>;

// ---------------------------------------------------------------- what is said about a segment

/** i18n keys below `segments.problems`. */
export const SEGMENT_PROBLEM_CODES = [
  'tagGone',
  'fieldGone',
  'fieldTestUnfit',
  'optionGone',
  'sourceGone',
  'channelGone',
  'flowGone',
  'nodeGone',
  'factUnknown',
  'subjectMissing',
  'subjectGone',
  'emptyGroup',
  'rangeBackwards',
] as const;

/** A rule that cannot mean what it says. With a blocking one nobody is in the segment: never silently everybody. */
export const segmentProblemSchema = named(
  'SegmentProblem',
  z.object({
    code: z.enum(SEGMENT_PROBLEM_CODES),
    severity: z.enum(['blocking', 'warning']),
    /** Into the definition, e.g. `["items", 2, "tags", 0]`. */
    path: z.array(z.union([z.string(), z.number()])),
    /** Names for the sentence, e.g. the tag that is gone. */
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    message: z.string(),
  }),
);
export type SegmentProblem = z.infer<typeof segmentProblemSchema>;

export const segmentCountSchema = named(
  'SegmentCount',
  z.object({
    /** Null with a blocking problem. */
    count: z.number().int().nullable(),
    /** Counting took too long; this was reckoned from a sample. */
    isEstimate: z.boolean(),
    /** Of those, friends of the account: the ones a message can reach. Null when it was not counted. */
    reachable: z.number().int().nullable(),
    tookMs: z.number(),
    problems: z.array(segmentProblemSchema),
  }),
);
export type SegmentCount = z.infer<typeof segmentCountSchema>;

export const savedSegmentSchema = named(
  'SavedSegment',
  z.object({
    id: uuidSchema,
    name: z.string(),
    definition: segmentSchema,
    /** Grows with each change; to be sent back when saving. */
    revision: z.number().int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    problems: z.array(segmentProblemSchema),
  }),
);
export type SavedSegment = z.infer<typeof savedSegmentSchema>;

/** What uses a segment; `kind` is an i18n key below `segments.uses`, e.g. `campaign`. */
export const segmentUseSchema = named('SegmentUse', z.object({ kind: z.string(), id: uuidSchema, name: z.string() }));
export type SegmentUse = z.infer<typeof segmentUseSchema>;

export const segmentPersonSchema = named(
  'SegmentPerson',
  z.object({
    contactId: uuidSchema,
    channelId: uuidSchema,
    displayName: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    tags: z.array(z.string()),
    isFriend: z.boolean(),
    createdAt: timeSchema,
    lastActiveAt: timeSchema.nullable(),
  }),
);
export type SegmentPerson = z.infer<typeof segmentPersonSchema>;

/** i18n keys below `segments.reasons`; what each has seen is in `SegmentReason.seen`. */
export const SEGMENT_REASON_CODES = [
  /** met, of */
  'group',
  /** has, lacks (of the tags asked for) */
  'tagsHas',
  'tagsHasNone',
  /** field, value */
  'fieldIs',
  'fieldNotSet',
  /** sourceId */
  'source',
  'sourceNone',
  /** language */
  'language',
  'languageUnknown',
  /** channelId */
  'channel',
  'friend',
  'notFriend',
  /** at */
  'added',
  'lastActive',
  'neverActive',
  /** state */
  'consent',
  /** firstAt, at */
  'flowReached',
  'flowNeverReached',
  'flowFinished',
  'flowNeverFinished',
  /** nodeId, at: interrupted there, or silent since then */
  'flowDropped',
  'flowSilent',
  'flowNotDropped',
  /** nodeId, at */
  'flowWaiting',
  'flowNotWaiting',
  /** fact, at */
  'factAt',
  'factIs',
  'factIsNot',
] as const;

/** Why one rule or group is so for a person. `seen` are the values it looked at, ready for a sentence. */
export interface SegmentReason {
  /** Into the definition; the outermost group is `[]`. */
  path: (string | number)[];
  type: SegmentRuleType | 'group';
  isMet: boolean;
  code: (typeof SEGMENT_REASON_CODES)[number];
  /** Lists are joined by the reader's language; times are ISO 8601. */
  seen: Record<string, string | number | boolean | null | string[]>;
  items?: SegmentReason[];
}
export const segmentReasonSchema: z.ZodType<SegmentReason> = named(
  'SegmentReason',
  z.object({
    path: z.array(z.union([z.string(), z.number()])),
    type: z.enum(['group', 'tag', 'field', 'source', 'language', 'channel', 'friend', 'added', 'lastActive', 'consent', 'flowReached', 'flowFinished', 'flowDropped', 'flowWaiting', 'fact']),
    isMet: z.boolean(),
    code: z.enum(SEGMENT_REASON_CODES),
    seen: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    get items() {
      return z.array(segmentReasonSchema).optional();
    },
  }),
);

export const segmentExplanationSchema = named('SegmentExplanation', z.object({ isIn: z.boolean(), reason: segmentReasonSchema, problems: z.array(segmentProblemSchema) }));
export type SegmentExplanation = z.infer<typeof segmentExplanationSchema>;

/** A kind of fact that rules of type `fact` may ask for, with what it can be asked about. */
export const segmentFactSchema = named(
  'SegmentFact',
  z.object({
    /** Also an i18n key below `segments.facts`. */
    fact: z.string(),
    /** Newest first, at most 200. */
    subjects: z.array(z.object({ id: uuidSchema, name: z.string(), options: z.array(z.object({ id: z.string(), name: z.string() })) })),
    /** Must a subject be named? */
    needsSubject: z.boolean(),
    /** Is it known when it happened? Else only `ever` may be asked. */
    hasTime: z.boolean(),
  }),
);
export type SegmentFact = z.infer<typeof segmentFactSchema>;

// ---------------------------------------------------------------- routes

const segmentParams = botParams.extend({ segmentId: uuidSchema });

export const segmentRoutes = {
  listSegments: defineRoute({
    method: 'GET',
    path: '/bots/:botId/segments',
    summary: 'Saved segments by name, each with the problems it has by now (a tag that was deleted, say).',
    tag: 'segments',
    params: botParams,
    response: listOf(savedSegmentSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createSegment: defineRoute({
    method: 'POST',
    path: '/bots/:botId/segments',
    summary: 'Save a segment. One with problems may be saved; nothing can be sent to it.',
    tag: 'segments',
    params: botParams,
    body: z.object({ name: nameSchema, definition: segmentSchema }),
    response: savedSegmentSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getSegment: defineRoute({
    method: 'GET',
    path: '/bots/:botId/segments/:segmentId',
    summary: 'One saved segment.',
    tag: 'segments',
    params: segmentParams,
    response: savedSegmentSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  saveSegment: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/segments/:segmentId',
    summary: 'Change name and rules; refused when somebody else saved it after `revision`.',
    tag: 'segments',
    params: segmentParams,
    body: z.object({ name: nameSchema, definition: segmentSchema, revision: z.number().int() }),
    response: savedSegmentSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  deleteSegment: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/segments/:segmentId',
    summary: 'Delete a segment that nothing uses; else 409, and details name what does.',
    tag: 'segments',
    params: segmentParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  listSegmentUses: defineRoute({
    method: 'GET',
    path: '/bots/:botId/segments/:segmentId/uses',
    summary: 'What uses the segment: campaigns that are not over, and the like.',
    tag: 'segments',
    params: segmentParams,
    response: listOf(segmentUseSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listSegmentFacts: defineRoute({
    method: 'GET',
    path: '/bots/:botId/segment-facts',
    summary: 'What rules of type "fact" may ask about: campaigns, topics, polls, games, bookings.',
    tag: 'segments',
    params: botParams,
    response: listOf(segmentFactSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  countSegment: defineRoute({
    method: 'POST',
    path: '/bots/:botId/segment-count',
    summary: 'How many people belong to a segment now. After 5 seconds an estimate; a call whose caller goes away is given up.',
    tag: 'segments',
    params: botParams,
    body: segmentChoiceSchema,
    response: segmentCountSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listSegmentPeople: defineRoute({
    method: 'POST',
    path: '/bots/:botId/segment-people',
    summary: 'The people of a segment, newest first, page by page. Refused (422) when the segment has blocking problems.',
    tag: 'segments',
    params: botParams,
    body: z.object({ segment: segmentChoiceSchema, cursor: uuidSchema.optional(), limit: z.number().int().min(1).max(100).optional() }),
    response: pageOf(segmentPersonSchema),
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'people.read',
  }),
  explainSegment: defineRoute({
    method: 'POST',
    path: '/bots/:botId/segment-explanation',
    summary: 'Why one person is in a segment or not: each rule with the values it looked at.',
    tag: 'segments',
    params: botParams,
    body: z.object({ segment: segmentChoiceSchema, contactId: uuidSchema }),
    response: segmentExplanationSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listSegmentsOfContact: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/segments',
    summary: 'Saved segments this person belongs to now.',
    tag: 'segments',
    params: botParams.extend({ contactId: uuidSchema }),
    response: listOf(z.object({ id: uuidSchema, name: z.string() })),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
} as const;
