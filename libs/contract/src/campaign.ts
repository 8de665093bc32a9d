import { z } from 'zod';
import { blocksSchema, blockProblemSchema } from './block';
import { botParams, jsonObjectSchema, listOf, nameSchema, pageOf, pageQuery, timeSchema, timeZoneSchema, uuidSchema } from './common';
import { importEncodingSchema } from './contactImport';
import { named } from './named';
import { recurrenceSchema } from './recurrence';
import { defineRoute } from './route';
import { segmentChoiceSchema } from './segment';

const campaignParams = botParams.extend({ campaignId: uuidSchema });
const runQuery = z.object({ /** The newest run when left out. */ runId: uuidSchema.optional() });
const percentSchema = z.number().min(0).max(100);
const count = z.number().int();

/** A time as a clock on the wall shows it, e.g. `2026-12-24T18:00`; which wall is said beside it. */
const localTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'Must be a local time such as "2026-12-24T18:00"');
const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time of day such as "21:00"');

// ---------------------------------------------------------------- what a person designs

/** A letter for people, `A` to `E`, and what this version of the content says. */
export const campaignVariantSchema = z.object({
  id: z.enum(['A', 'B', 'C', 'D', 'E']),
  blocks: blocksSchema,
  /** Its share of those the variants are tried on, relative to the others. */
  weight: z.number().int().min(1).max(100).default(1),
});
export type CampaignVariant = z.infer<typeof campaignVariantSchema>;

export const campaignWhatSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('messages'),
    variants: z.array(campaignVariantSchema).min(1).max(5),
    /** Language of texts for people whose own has none, and of sends that are the same for all. Left out: the bot's first. */
    language: z.string().max(35).optional(),
    /** Without a sound and without a notification. */
    silent: z.boolean().default(false),
  }),
  /** Starts the published version for each recipient, from its trigger or from a given node; each costs what the flow pushes. */
  z.object({ type: z.literal('flow'), flowId: uuidSchema.nullable(), nodeId: z.string().max(100).optional() }),
]);
export type CampaignWhat = z.infer<typeof campaignWhatSchema>;

/** LINE's values (FACTS §12); every group given must fit, within a group one of its values (or the range of ages). */
export const demographicSchema = z.object({
  gender: z.array(z.enum(['male', 'female'])).max(2).default([]),
  age: z.object({ from: z.enum(['age_15', 'age_20', 'age_25', 'age_30', 'age_35', 'age_40', 'age_45', 'age_50', 'age_55', 'age_60', 'age_65', 'age_70']).nullable(), until: z.enum(['age_15', 'age_20', 'age_25', 'age_30', 'age_35', 'age_40', 'age_45', 'age_50', 'age_55', 'age_60', 'age_65', 'age_70']).nullable() }).nullable().default(null),
  appType: z.array(z.enum(['ios', 'android'])).max(2).default([]),
  /** `jp_01` … `jp_47`, `tw_01` … `tw_22`, `th_01` … `th_08`. */
  area: z.array(z.string().regex(/^(jp|tw|th|id)_\d\d$/)).max(100).default([]),
  /** Days since they became friends. */
  friendFor: z.object({ from: z.enum(['day_7', 'day_30', 'day_90', 'day_180', 'day_365']).nullable(), until: z.enum(['day_7', 'day_30', 'day_90', 'day_180', 'day_365']).nullable() }).nullable().default(null),
});
export type Demographic = z.infer<typeof demographicSchema>;

export const campaignToSchema = z.discriminatedUnion('type', [
  /** Every friend LINE knows of, by one broadcast; the system has no list of them. */
  z.object({ type: z.literal('everyone') }),
  /** A saved segment, or one put together on the spot; null while nothing is chosen. */
  z.object({ type: z.literal('segment'), segment: segmentChoiceSchema.nullable() }),
  /** An uploaded list (`uploadCampaignList`). */
  z.object({ type: z.literal('list'), listId: uuidSchema.nullable() }),
  z.object({ type: z.literal('people'), contactIds: z.array(uuidSchema).max(500) }),
  /** LINE picks among its audiences, by narrowcast: `include` any of, `exclude` none of. Both empty: every friend who fits the filter. */
  z.object({
    type: z.literal('audience'),
    include: z.array(z.number().int().positive()).max(10),
    exclude: z.array(z.number().int().positive()).max(10).default([]),
    demographic: demographicSchema.nullable().default(null),
    /** At most so many recipients. */
    max: z.number().int().min(1).nullable().default(null),
  }),
]);
export type CampaignTo = z.infer<typeof campaignToSchema>;

export const campaignWhenSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('now') }),
  z.object({ type: z.literal('once'), at: localTimeSchema, timeZone: timeZoneSchema }),
  /** At this time on each recipient's own wall (contact field `timeZone`, else `timeZone` here). Those whose time has passed get it at once. */
  z.object({ type: z.literal('ownZone'), at: localTimeSchema, timeZone: timeZoneSchema }),
  z.object({ type: z.literal('repeating'), recurrence: recurrenceSchema }),
]);
export type CampaignWhen = z.infer<typeof campaignWhenSchema>;

/** Everything a person decides about a campaign. A draft may be unfinished: `problems` says what is missing. */
export const campaignDesignSchema = named(
  'CampaignDesign',
  z.object({
    channelId: uuidSchema,
    /** Marketing leaves out people who said no to it and keeps to caps, quiet hours and the reserve; transactional may use the reserve. */
    kind: z.enum(['marketing', 'transactional']).default('marketing'),
    what: campaignWhatSchema,
    to: campaignToSchema,
    when: campaignWhenSchema,
    /** No messages between these times of the recipient's wall (bot's zone if theirs is not known); held until the end. */
    quietHours: z.object({ from: clockTimeSchema, until: clockTimeSchema }).nullable().default(null),
    /** A person who already had so many campaign messages in the last day or week is left out, and counted. */
    cap: z.object({ perDay: z.number().int().min(1).max(50).nullable(), perWeek: z.number().int().min(1).max(100).nullable() }).nullable().default(null),
    /**
     * Links become short ones of ours that count taps; `untracked` are addresses that stay as they are. `perPerson` tells who tapped, and so
     * makes each send one of its own.
     */
    tracking: z.object({ on: z.boolean(), perPerson: z.boolean().default(false), untracked: z.array(z.string().max(1_000)).max(50) }).default({ on: true, perPerson: false, untracked: [] }),
    /**
     * Of several variants: tried on `percent` of the recipients, the winner after `afterMinutes` gets the rest. 100 percent: everybody is
     * part of the trial and there is no rest. `byHand`: a person picks.
     */
    trial: z
      .object({ percent: z.number().int().min(1).max(100), winnerBy: z.enum(['click', 'reply', 'byHand']), afterMinutes: z.number().int().min(1).max(10_080) })
      .nullable()
      .default(null),
    /** Send to so many percent first, then wait for a person's go. */
    stages: z.object({ firstPercent: z.number().int().min(1).max(99) }).nullable().default(null),
    /** Stops by itself when more than so many percent of those reached unfollow, or so many percent of the sends fail; null = never. */
    brake: z.object({ unfollowPercent: percentSchema.nullable(), errorPercent: percentSchema.nullable() }).default({ unfollowPercent: 3, errorPercent: 10 }),
    /** What counts as success: reaching a node, or getting a tag, within so many days. */
    conversion: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('tag'), tag: z.string().trim().min(1).max(100), withinDays: z.number().int().min(1).max(90) }),
        z.object({ type: z.literal('node'), flowId: uuidSchema, nodeId: z.string().max(100), withinDays: z.number().int().min(1).max(90) }),
      ])
      .nullable()
      .default(null),
  }),
);
export type CampaignDesign = z.infer<typeof campaignDesignSchema>;

/** Codes of problems that are a campaign's own, i18n keys below `campaigns:problems`; those of blocks are the flow editor's. */
export const CAMPAIGN_PROBLEMS = [
  /** The channel was removed, or is paused. */
  'channelMissing',
  'channelPaused',
  'contentEmpty',
  /** A button that would continue a flow: recipients are in none. */
  'cannotContinue',
  'flowMissing',
  'flowNotPublished',
  'nodeMissing',
  'segmentMissing',
  'segmentBroken',
  'listMissing',
  'nobodyNamed',
  /** Broadcast and narrowcast are the same for all: no variables, variants, stages, caps, own zones. `params.what` says which. */
  'notForEverybody',
  /** LINE's own audiences and demographics are for LINE channels, not for the simulator. */
  'onlyAtLine',
  'timePassed',
  'neverComes',
  'quietHoursEmpty',
  /** Several variants need a trial, and a trial several variants. */
  'trialMissing',
  'trialWithoutVariants',
  /** Nothing will ever be clicked: no tracked link. */
  'winnerByClickWithoutLinks',
  'conversionMissing',
  'tooManyLinks',
  'overQuota',
  /** So many would get it now. */
  'nobody',
] as const;

/** A fault of the design; `path` leads into it, `code` is one of `CAMPAIGN_PROBLEMS` or of the flow editor's problems. */
export const campaignProblemSchema = named('CampaignProblem', blockProblemSchema);
export type CampaignProblem = z.infer<typeof campaignProblemSchema>;

// ---------------------------------------------------------------- what becomes of it

/**
 * `draft` → `scheduled` → `freezing` (the list of recipients is written down) → `sending` → `done`. On the way: `paused` by a person,
 * `braked` by itself, `waitingForGo` after the first stage, `waitingForWinner` after the trial of variants, `held` while everybody left has to
 * wait (quiet hours, own time zones). `cancelled` and `failed` are ends. A repeating campaign is `scheduled` between its runs, or `paused`; it does not begin
 * a run while one before is `paused` or `braked`. Taken back to be changed it is `paused` with the stop `changing`.
 */
export const CAMPAIGN_STATES = ['draft', 'scheduled', 'freezing', 'sending', 'held', 'paused', 'braked', 'waitingForGo', 'waitingForWinner', 'done', 'cancelled', 'failed'] as const;
export const campaignStateSchema = z.enum(CAMPAIGN_STATES);
export type CampaignState = z.infer<typeof campaignStateSchema>;

/**
 * How it reaches people, chosen by the system: `multicast` the same for up to 500 at once; `push` for each person alone; `broadcast` one
 * call for all; `narrowcast` LINE picks; `flow` the flow is started for each.
 */
export const CAMPAIGN_WAYS = ['multicast', 'push', 'broadcast', 'narrowcast', 'flow'] as const;
export const campaignWaySchema = z.enum(CAMPAIGN_WAYS);
export type CampaignWay = z.infer<typeof campaignWaySchema>;

/**
 * `waiting`, `held` (until `heldUntil`), `sending`, `sent` (LINE took it), `failed` (LINE refused, see `reason`), `unknown` (LINE never
 * answered within the day in which repeating is safe: it may have arrived), `skipped` (left out, see `reason`).
 */
export const RECIPIENT_STATES = ['waiting', 'held', 'sending', 'sent', 'failed', 'unknown', 'skipped'] as const;
export const recipientStateSchema = z.enum(RECIPIENT_STATES);
export type RecipientState = z.infer<typeof recipientStateSchema>;

/** Why somebody got nothing; i18n key below `campaigns:reasons`. `broken`: their words could not be put together, a fault of this system. */
export const RECIPIENT_REASONS = ['refused', 'quotaUsedUp', 'unauthorized', 'gaveUp', 'cancelled', 'capped', 'blocked', 'noConsent', 'nothingToSay', 'broken', 'quietHours', 'ownZone', 'deleted'] as const;
export type RecipientReason = (typeof RECIPIENT_REASONS)[number];

export const campaignCountsSchema = z.object({
  recipients: count,
  waiting: count,
  held: count,
  sending: count,
  sent: count,
  failed: count,
  unknown: count,
  skipped: count,
});
export type CampaignCounts = z.infer<typeof campaignCountsSchema>;

/**
 * Why a campaign stands still, ended early, or did not go out at its last time; i18n key below `campaigns:stops`. `params` for its sentence. `stillStopped`: a
 * run before stands still, so the next one was not begun. `changing`: one that repeats was taken back to be changed for its times to come.
 */
export const campaignStopSchema = z.object({
  code: z.enum(['byPerson', 'unfollows', 'errors', 'quotaUsedUp', 'quotaReserve', 'unauthorized', 'channelPaused', 'nobody', 'refused', 'narrowcastFailed', 'flowGone', 'segmentGone', 'tooLate', 'stillStopped', 'changing', 'internal']),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type CampaignStop = z.infer<typeof campaignStopSchema>;

export const campaignRunSchema = named(
  'CampaignRun',
  z.object({
    id: uuidSchema,
    /** 1 for the first occurrence. */
    number: count,
    state: campaignStateSchema,
    way: campaignWaySchema,
    dueAt: timeSchema,
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
    counts: campaignCountsSchema,
    stop: campaignStopSchema.nullable(),
    /** After the trial. */
    winner: z.string().nullable(),
    /** When the winner will be decided, or held messages go on. */
    continuesAt: timeSchema.nullable(),
  }),
);
export type CampaignRun = z.infer<typeof campaignRunSchema>;

export const campaignSummarySchema = named(
  'CampaignSummary',
  z.object({
    id: uuidSchema,
    name: z.string(),
    state: campaignStateSchema,
    channelId: uuidSchema,
    kind: z.enum(['marketing', 'transactional']),
    to: z.enum(['everyone', 'segment', 'list', 'people', 'audience']),
    isRepeating: z.boolean(),
    /** When it goes out next; null when it does not. */
    nextAt: timeSchema.nullable(),
    /** The newest run, if any. */
    run: campaignRunSchema.nullable(),
    /** Why it did not go out at its last time, or goes out no more by itself; null when all is well. What stopped a run is said there. */
    stop: campaignStopSchema.nullable(),
    revision: count,
    createdAt: timeSchema,
    updatedAt: timeSchema,
    /** Name of who made it; null when the account is gone. */
    madeBy: z.string().nullable(),
  }),
);
export type CampaignSummary = z.infer<typeof campaignSummarySchema>;

/** A link of the content. One that is used in several places appears once per variant. */
export const campaignLinkSchema = z.object({ url: z.string(), variant: z.string(), tracked: z.boolean() });

export const campaignDetailSchema = named(
  'CampaignDetail',
  campaignSummarySchema.extend({
    design: campaignDesignSchema,
    problems: z.array(campaignProblemSchema),
    way: campaignWaySchema,
    /** Why this way: i18n key below `campaigns:wayReasons`. */
    wayReason: z.enum(['sameForAll', 'sameByLanguage', 'hasVariables', 'personalLinks', 'everyone', 'audience', 'flow']),
    links: z.array(campaignLinkSchema),
    runs: z.array(campaignRunSchema),
  }),
);
export type CampaignDetail = z.infer<typeof campaignDetailSchema>;

/** What sending would cost, and whether it fits. */
export const campaignPriceSchema = named(
  'CampaignPrice',
  z.object({
    /** null where only LINE knows (narrowcast, broadcast to an account that does not tell). */
    recipients: count.nullable(),
    /** Left out by rule, out of those who match: said no, blocked. */
    leftOut: z.object({ noConsent: count, blocked: count }),
    /** Messages that count (LINE counts recipients, not bubbles). A flow counts by what it pushes: `perRecipient` at most. */
    messages: count.nullable(),
    /** Pushes per recipient; above 1 only for flows. */
    perRecipient: count,
    /** null = unlimited or not known yet (`quotaKnown`). */
    quotaLeft: count.nullable(),
    quotaKnown: z.boolean(),
    /** Kept for transactional messages and bookings. */
    reserve: count,
    /** Beyond what is left after the reserve: it would be stopped. */
    isOverQuota: z.boolean(),
    way: campaignWaySchema,
    /** Seconds at LINE's permitted rate. */
    seconds: z.number().nullable(),
    /** LINE charges nothing: the simulator channel. */
    isSimulator: z.boolean(),
  }),
);
export type CampaignPrice = z.infer<typeof campaignPriceSchema>;

/** LINE message objects as one person would get them. */
export const campaignPreviewSchema = z.object({ messages: z.array(jsonObjectSchema), problems: z.array(campaignProblemSchema) });

export const campaignRecipientSchema = named(
  'CampaignRecipient',
  z.object({
    contactId: uuidSchema.nullable(),
    lineUserId: z.string(),
    displayName: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    variant: z.string().nullable(),
    state: recipientStateSchema,
    reason: z.string().nullable(),
    /** LINE's own words. */
    detail: z.string().nullable(),
    heldUntil: timeSchema.nullable(),
    sentAt: timeSchema.nullable(),
    clickedAt: timeSchema.nullable(),
    repliedAt: timeSchema.nullable(),
  }),
);
export type CampaignRecipient = z.infer<typeof campaignRecipientSchema>;

/** The moment of a run, for the bar: also the data of the stream's `progress` events. */
export const campaignProgressSchema = named(
  'CampaignProgress',
  z.object({
    campaignId: uuidSchema,
    state: campaignStateSchema,
    run: campaignRunSchema.nullable(),
    /** Recipients per second lately. */
    rate: z.number(),
    /** Until everybody is reached at this rate; null when it cannot be said. */
    secondsLeft: z.number().nullable(),
    failures: z.array(z.object({ reason: z.string(), detail: z.string().nullable(), count })),
    /** Can be tried again by `retryCampaign`. */
    retryable: count,
  }),
);
export type CampaignProgress = z.infer<typeof campaignProgressSchema>;

const outcomeSchema = z.object({
  /** LINE took it for so many. */
  delivered: count,
  replied: count,
  clicked: count,
  unfollowed: count,
  converted: count,
});

export const campaignReportSchema = named(
  'CampaignReport',
  z.object({
    run: campaignRunSchema,
    /** As it was when the run began. */
    design: campaignDesignSchema,
    total: outcomeSchema,
    variants: z.array(outcomeSchema.extend({ variant: z.string(), isWinner: z.boolean() })),
    /** `people` null: the link is the same for all, so only taps are counted. */
    links: z.array(z.object({ url: z.string(), variant: z.string().nullable(), clicks: count, people: count.nullable() })),
    failures: z.array(z.object({ reason: z.string(), detail: z.string().nullable(), count })),
    /** From the start on, empty buckets left out; by hour for three days, by day after. */
    overTime: z.array(z.object({ at: timeSchema, delivered: count, replied: count, clicked: count, unfollowed: count })),
    /** LINE's own statistics of this campaign (opened, tapped), while LINE keeps them; null numbers: below 20, or not there yet. */
    line: z.object({ state: z.enum(['ready', 'notReady', 'none', 'unavailable']), impressions: count.nullable(), uniqueImpressions: count.nullable(), clicks: count.nullable(), uniqueClicks: count.nullable() }),
  }),
);
export type CampaignReport = z.infer<typeof campaignReportSchema>;

export const campaignListSchema = named(
  'CampaignList',
  z.object({
    id: uuidSchema,
    fileName: z.string(),
    encoding: importEncodingSchema,
    /** Data lines of the file. */
    lines: count,
    /** Different people of this channel found. */
    found: count,
    duplicates: count,
    /** Ids nobody has here. */
    unknown: count,
    /** The first unknown ones with their line, at most 100. */
    faults: z.array(z.object({ line: count, value: z.string() })),
  }),
);
export type CampaignList = z.infer<typeof campaignListSchema>;

/** One send of the calendar: a planned time, or a run that was. */
export const campaignCalendarEntrySchema = z.object({
  campaignId: uuidSchema,
  name: z.string(),
  at: timeSchema,
  /** State of the run; `scheduled` for times to come. */
  state: campaignStateSchema,
  /** Can be dragged elsewhere: sent once and not begun. */
  canMove: z.boolean(),
  isRepeating: z.boolean(),
});
export type CampaignCalendarEntry = z.infer<typeof campaignCalendarEntrySchema>;

export const sendReserveSchema = z.object({ /** Messages of a month's quota that marketing must leave over. */ messages: z.number().int().min(0).max(100_000_000) });

// ---------------------------------------------------------------- routes

const common = { tag: 'campaigns', auth: 'person' } as const;
const read = { ...common, permission: 'bot.read' } as const;
const people = { ...common, permission: 'people.read' } as const;
const edit = { ...common, permission: 'campaign.edit' } as const;
const send = { ...common, permission: 'campaign.send' } as const;

export const campaignRoutes = {
  listCampaigns: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns',
    summary: 'Campaigns, the one changed last first.',
    params: botParams,
    query: pageQuery.extend({ search: z.string().max(120).optional(), state: campaignStateSchema.optional() }),
    response: pageOf(campaignSummarySchema),
    errors: ['notFound'],
  }),
  createCampaign: defineRoute({
    ...edit,
    method: 'POST',
    path: '/bots/:botId/campaigns',
    summary: 'Begin a campaign, as a draft.',
    params: botParams,
    body: z.object({ name: nameSchema, design: campaignDesignSchema }),
    response: campaignDetailSchema,
    status: 201,
    errors: ['notFound'],
  }),
  getCampaign: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId',
    summary: 'One campaign with its design, problems and runs.',
    params: campaignParams,
    response: campaignDetailSchema,
    errors: ['notFound'],
  }),
  updateCampaign: defineRoute({
    ...edit,
    method: 'PUT',
    path: '/bots/:botId/campaigns/:campaignId',
    summary: 'Save name and design while it is a draft, or one that repeats and was taken back (`unschedule`). A conflict says that somebody else saved since `baseRevision`, or that it cannot be changed now.',
    params: campaignParams,
    body: z.object({ baseRevision: z.number().int(), name: nameSchema, design: campaignDesignSchema }),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  deleteCampaign: defineRoute({
    ...edit,
    method: 'DELETE',
    path: '/bots/:botId/campaigns/:campaignId',
    summary: 'Delete a campaign that never went out. What was sent stays on record.',
    params: campaignParams,
    response: null,
    errors: ['notFound', 'conflict'],
  }),
  duplicateCampaign: defineRoute({
    ...edit,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/duplicate',
    summary: 'A new draft with the same design.',
    params: campaignParams,
    body: z.object({ name: nameSchema }),
    response: campaignDetailSchema,
    status: 201,
    errors: ['notFound'],
  }),
  uploadCampaignList: defineRoute({
    ...edit,
    method: 'POST',
    path: '/bots/:botId/campaign-lists',
    summary: 'Read a CSV file of contact ids or LINE user ids, one a line (or in the column named). UTF-8, UTF-16, Shift_JIS and Big5 are recognised.',
    params: botParams,
    body: z.object({ channelId: uuidSchema, fileName: nameSchema, base64: z.string().min(1).max(11_000_000), column: z.string().max(200).optional() }),
    response: campaignListSchema,
    status: 201,
    errors: ['notFound', 'blocked'],
  }),
  priceCampaign: defineRoute({
    ...edit,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/price',
    summary: 'How many people and messages the saved design (or the one given) comes to, and whether the quota allows it.',
    params: campaignParams,
    body: z.object({ design: campaignDesignSchema.optional() }).default({}),
    response: campaignPriceSchema,
    errors: ['notFound'],
  }),
  previewCampaign: defineRoute({
    ...edit,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/preview',
    summary: 'The messages as one person would get them; of a made-up person when none is named.',
    params: campaignParams,
    body: z.object({ design: campaignDesignSchema.optional(), variant: z.string().max(1).default('A'), contactId: uuidSchema.optional(), language: z.string().max(35).optional() }).default({ variant: 'A' }),
    response: campaignPreviewSchema,
    errors: ['notFound'],
  }),
  testCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/test',
    summary: 'Send the messages now to named people, as pushes. They count as messages, and do not count in the report.',
    params: campaignParams,
    body: z.object({ contactIds: z.array(uuidSchema).min(1).max(20), variant: z.string().max(1).default('A') }),
    response: z.object({ results: z.array(z.object({ contactId: uuidSchema, ok: z.boolean(), reason: z.string().nullable(), detail: z.string().nullable() })) }),
    errors: ['notFound', 'blocked'],
  }),
  startCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/start',
    summary: 'Let it go out, now or at its time. Blocked while the design has faults; details name them.',
    params: campaignParams,
    body: z.object({ revision: z.number().int() }),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict', 'blocked'],
  }),
  unscheduleCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/unschedule',
    summary: 'Take a planned campaign back to be changed: a draft again while nothing of it went out. One that repeats and has gone out stands still (`changing`) until `resume`, for its times to come; a conflict while a run of it is not over.',
    params: campaignParams,
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  moveCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/move',
    summary: 'Another time for a campaign that goes out once and has not begun; in the zone it was planned in.',
    params: campaignParams,
    body: z.object({ at: localTimeSchema }),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict', 'blocked'],
  }),
  pauseCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/pause',
    summary: 'Stop sending within two seconds. What is under way at LINE is waited for.',
    params: campaignParams,
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  resumeCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/resume',
    summary: 'Go on after a pause, a brake, or the first stage (the "go"), or with what was changed. Nobody gets it twice. Blocked while a changed design has faults.',
    params: campaignParams,
    body: z.object({ /** Of the changed design that was looked at; a conflict when it was changed since. */ revision: z.number().int().optional() }).default({}),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict', 'blocked'],
  }),
  cancelCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/cancel',
    summary: 'End it for good: those not reached get nothing, and a repeating one does not come again.',
    params: campaignParams,
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  pickCampaignWinner: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/winner',
    summary: 'Pick the variant the rest gets, also before its time.',
    params: campaignParams,
    body: z.object({ variant: z.enum(['A', 'B', 'C', 'D', 'E']) }),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  retryCampaign: defineRoute({
    ...send,
    method: 'POST',
    path: '/bots/:botId/campaigns/:campaignId/retry',
    summary: 'Try again those who certainly got nothing: refused, over the quota, without a token.',
    params: campaignParams,
    body: z.object({ runId: uuidSchema.optional() }).default({}),
    response: campaignDetailSchema,
    errors: ['notFound', 'conflict'],
  }),
  getCampaignProgress: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/progress',
    summary: 'How far the newest run is.',
    params: campaignParams,
    response: campaignProgressSchema,
    errors: ['notFound'],
  }),
  streamCampaignProgress: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/progress/stream',
    summary: 'The same as it changes: server-sent events `progress` (a CampaignProgress), at most two a second.',
    params: campaignParams,
    response: z.string(),
    produces: 'text/event-stream',
    errors: ['notFound'],
  }),
  listCampaignRecipients: defineRoute({
    ...people,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/recipients',
    summary: 'The frozen list of a run, by person; search by name or LINE user id.',
    params: campaignParams,
    query: pageQuery.extend({ runId: uuidSchema.optional(), state: recipientStateSchema.optional(), variant: z.string().max(1).optional(), search: z.string().max(120).optional() }),
    response: pageOf(campaignRecipientSchema),
    errors: ['notFound'],
  }),
  getCampaignReport: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/report',
    summary: 'What came of a run: delivered, replied, tapped per link, unfollowed, converted; per variant and over time.',
    params: campaignParams,
    query: runQuery,
    response: campaignReportSchema,
    errors: ['notFound'],
  }),
  exportCampaignRecipients: defineRoute({
    ...common,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/recipients.csv',
    summary: 'The recipients of a run with what became of each, as CSV.',
    params: campaignParams,
    query: runQuery,
    response: z.string(),
    produces: 'text/csv',
    errors: ['notFound'],
    permission: 'people.export',
  }),
  exportCampaignReport: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaigns/:campaignId/report.csv',
    summary: 'The numbers of all runs, one line per run and variant, as CSV.',
    params: campaignParams,
    response: z.string(),
    produces: 'text/csv',
    errors: ['notFound'],
  }),
  getCampaignCalendar: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/campaign-calendar',
    summary: 'Every send planned or begun between two moments (at most 100 days).',
    params: botParams,
    query: z.object({ from: timeSchema, to: timeSchema }),
    response: listOf(campaignCalendarEntrySchema),
    errors: ['notFound'],
  }),
  getSendReserve: defineRoute({
    ...read,
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/send-reserve',
    summary: 'Messages of the month that marketing campaigns must leave over.',
    params: botParams.extend({ channelId: uuidSchema }),
    response: sendReserveSchema,
    errors: ['notFound'],
  }),
  setSendReserve: defineRoute({
    ...send,
    method: 'PUT',
    path: '/bots/:botId/channels/:channelId/send-reserve',
    summary: 'Keep so many messages of each month for bookings and other transactional messages.',
    params: botParams.extend({ channelId: uuidSchema }),
    body: sendReserveSchema,
    response: sendReserveSchema,
    errors: ['notFound'],
  }),
} as const;
