import { z } from 'zod';
import { blockProblemSchema, blocksSchema } from './block';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const count = z.number().int();
const topicParams = botParams.extend({ topicId: uuidSchema });

/** At most so many new things of one reading are sent; the rest counts as seen. */
export const FEED_ITEMS_MAX = 5;

/**
 * An address that is read again and again. RSS, Atom and JSON Feed are recognised by what comes. Each new item becomes one issue, made from the topic's
 * template: `{{item.title}}`, `{{item.link}}`, `{{item.summary}}`, `{{item.date}}`.
 */
export const feedSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  everyMinutes: z.number().int().min(5).max(10_080).default(60),
  /** New items of one reading that are sent, the newest first. */
  maxItems: z.number().int().min(1).max(FEED_ITEMS_MAX).default(1),
  isOn: z.boolean().default(true),
});
export type Feed = z.infer<typeof feedSchema>;

/** Why an address could not be read; i18n key below `series:feedErrors`. */
export const FEED_ERRORS = ['forbiddenUrl', 'forbiddenAddress', 'tooManyRedirects', 'tooLarge', 'timeout', 'network', 'status', 'notAFeed', 'empty'] as const;
export const feedErrorSchema = z.object({ code: z.enum(FEED_ERRORS), message: z.string() });
export type FeedError = z.infer<typeof feedErrorSchema>;

/** What is said of one item. */
export const feedItemSchema = named('FeedItem', z.object({ key: z.string(), title: z.string(), link: z.string(), summary: z.string(), publishedAt: timeSchema.nullable() }));
export type FeedItem = z.infer<typeof feedItemSchema>;

export const topicInputSchema = z.object({
  name: nameSchema,
  description: z.string().trim().max(500).default(''),
  /** What an item of the feed, or of the API, looks like. */
  template: blocksSchema.default([]),
  feed: feedSchema.nullable().default(null),
});
export type TopicInput = z.infer<typeof topicInputSchema>;

export const topicSchema = named(
  'Topic',
  topicInputSchema.extend({
    id: uuidSchema,
    revision: count,
    subscribers: count,
    createdAt: timeSchema,
    updatedAt: timeSchema,
    /** Of the feed: when it was read last, when it comes next, what went wrong. */
    reading: z.object({ lastAt: timeSchema.nullable(), nextAt: timeSchema.nullable(), error: feedErrorSchema.nullable(), failures: count }).nullable(),
    lastIssueAt: timeSchema.nullable(),
    problems: z.array(blockProblemSchema),
  }),
);
export type Topic = z.infer<typeof topicSchema>;

/** `planned`: waits for its time. `sending`: handed to campaigns, one for each channel with subscribers. `nobody`: there were no subscribers. */
export const ISSUE_STATES = ['planned', 'sending', 'nobody', 'cancelled', 'failed'] as const;
export const topicIssueSchema = named(
  'TopicIssue',
  z.object({
    id: uuidSchema,
    title: z.string(),
    from: z.enum(['person', 'feed', 'api']),
    state: z.enum(ISSUE_STATES),
    publishAt: timeSchema,
    /** The sends it became; their reports are those of campaigns. */
    campaignIds: z.array(uuidSchema),
    /** Why it was not sent: `tooLate`, or the code of a fault of the messages, with what its sentence needs. */
    problem: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }).nullable(),
    /** The same as an English sentence. */
    reason: z.string().nullable(),
  }),
);
export type TopicIssue = z.infer<typeof topicIssueSchema>;

export const topicRoutes = {
  listTopics: defineRoute({
    method: 'GET',
    path: '/bots/:botId/topics',
    summary: 'Topics people can subscribe to, by name.',
    tag: 'topics',
    params: botParams,
    response: listOf(topicSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  createTopic: defineRoute({
    method: 'POST',
    path: '/bots/:botId/topics',
    summary: 'Make a topic. Its feed, if it has one, is read once to learn what is old; only what comes later is sent.',
    tag: 'topics',
    params: botParams,
    body: topicInputSchema,
    response: topicSchema,
    status: 201,
    errors: ['notFound', 'conflict', 'invalid'],
    auth: 'person',
    permission: 'campaign.edit',
  }),
  getTopic: defineRoute({
    method: 'GET',
    path: '/bots/:botId/topics/:topicId',
    summary: 'One topic.',
    tag: 'topics',
    params: topicParams,
    response: topicSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  updateTopic: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/topics/:topicId',
    summary: 'Change a topic. A feed that is turned on sends by itself, so that needs the right to send.',
    tag: 'topics',
    params: topicParams,
    body: topicInputSchema.extend({ baseRevision: z.number().int() }),
    response: topicSchema,
    errors: ['notFound', 'conflict', 'invalid'],
    auth: 'person',
    permission: 'campaign.send',
  }),
  deleteTopic: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/topics/:topicId',
    summary: 'Delete a topic with its subscriptions. What went out stays on record with campaigns.',
    tag: 'topics',
    params: topicParams,
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'campaign.edit',
  }),
  tryFeed: defineRoute({
    method: 'POST',
    path: '/bots/:botId/feed-check',
    summary: 'Read an address now and say what is in it. Nothing is stored or sent.',
    tag: 'topics',
    params: botParams,
    body: z.object({ url: feedSchema.shape.url }),
    response: z.object({ items: z.array(feedItemSchema), error: feedErrorSchema.nullable() }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'campaign.edit',
  }),
  listTopicIssues: defineRoute({
    method: 'GET',
    path: '/bots/:botId/topics/:topicId/issues',
    summary: 'What was published, the newest first.',
    tag: 'topics',
    params: topicParams,
    query: pageQuery,
    response: pageOf(topicIssueSchema),
    errors: ['notFound', 'invalid'],
    auth: 'person',
    permission: 'bot.read',
  }),
  publishIssue: defineRoute({
    method: 'POST',
    path: '/bots/:botId/topics/:topicId/issues',
    summary: 'Send something to all subscribers, now or at a time: messages, or an item for the template of the topic. The same `key` is sent once.',
    tag: 'topics',
    params: topicParams,
    body: z
      .object({
        title: z.string().trim().max(200).optional(),
        blocks: blocksSchema.optional(),
        item: z.object({ title: z.string().max(500), link: z.string().max(1_000).default(''), summary: z.string().max(2_000).default('') }).optional(),
        /** Whatever names it at the sender's. */
        key: z.string().min(1).max(500).optional(),
        at: timeSchema.optional(),
      })
      .refine((body) => (body.blocks === undefined) !== (body.item === undefined), { message: 'Give messages or an item', params: { code: 'blocksOrItem' } }),
    response: topicIssueSchema,
    status: 201,
    errors: ['notFound', 'conflict', 'blocked'],
    auth: 'person',
    permission: 'campaign.send',
  }),
  cancelIssue: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/topics/:topicId/issues/:issueId',
    summary: 'An issue that waits for its time does not go out.',
    tag: 'topics',
    params: topicParams.extend({ issueId: uuidSchema }),
    response: topicIssueSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'campaign.send',
  }),
} as const;
