import { POLL_MAX_PLACES, pollContentSchema, pollFields, refusePollFaults } from '@chatloom/nodes/definitions';
import { z } from 'zod';
import { botParams, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';
import { publicPageLinkSchema } from './publicPage';

/** Who may vote. `group`: only inside groups and rooms; `segment`: people it fits when they tap. */
export const pollVotersSchema = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('everyone') }),
  z.strictObject({ who: z.literal('group') }),
  z.strictObject({ who: z.literal('segment'), segmentId: uuidSchema }),
]);

const flowOrNone = uuidSchema.nullable().default(null);

/** When a poll opens and closes by itself, who may vote, and what happens afterwards. */
const pollRules = {
  opensAt: timeSchema.nullable().default(null),
  closesAt: timeSchema.nullable().default(null),
  voters: pollVotersSchema.default({ who: 'everyone' }),
  /** Flows that begin when it closes: in the 1:1 chat of everybody who voted, of those who chose what won, and in each group that saw the card. */
  onClose: z
    .strictObject({ votersFlowId: flowOrNone, winnersFlowId: flowOrNone, groupFlowId: flowOrNone })
    .default({ votersFlowId: null, winnersFlowId: null, groupFlowId: null }),
};

/** A poll as a person makes it. The questions of `pollContentSchema`, and its rules. */
export const pollDocumentSchema = named(
  'PollDocument',
  z.strictObject({ ...pollFields, ...pollRules }).superRefine((document, context) => {
    refusePollFaults(document, context);
    if (document.opensAt !== null && document.closesAt !== null && document.opensAt >= document.closesAt) {
      context.addIssue({ code: 'custom', path: ['closesAt'], message: 'It would close before it opens.', params: { code: 'pollClosesFirst' } });
    }
  }),
);
export type PollDocument = z.infer<typeof pollDocumentSchema>;
/** What a poll asks, without its rules of time and people. */
export type PollContent = z.infer<typeof pollContentSchema>;
export { pollContentSchema, POLL_MAX_PLACES };

/** `scheduled`: opens by itself at `opensAt`. `closing`: takes no more votes, the last ones are being counted. */
export const POLL_STATES = ['draft', 'scheduled', 'open', 'closing', 'closed'] as const;
export const pollStateSchema = z.enum(POLL_STATES);
export type PollState = z.infer<typeof pollStateSchema>;

/** How a vote stands. */
export const pollResultsSchema = named(
  'PollResults',
  z.object({
    /** People whose vote is complete. */
    voters: z.number().int(),
    choices: z.array(
      z.object({
        id: z.string(),
        /** One text, or one per language. */
        label: z.union([z.string(), z.record(z.string(), z.string())]),
        imageUrl: z.string().nullable(),
        /** People who chose it; of a ranking, people who put it first. */
        votes: z.number().int(),
        /** Of a ranking: points, as many as there are choices for a first place, one less for a second, and so on. */
        points: z.number().int().nullable(),
        /** Places, when only so many may choose it. */
        capacity: z.number().int().nullable(),
        /** Most votes (or points), shared by equals; false while nobody has voted. */
        leads: z.boolean(),
      }),
    ),
    /** Of a scale: the mean mark. */
    average: z.number().nullable(),
    countedAt: timeSchema,
  }),
);
export type PollResults = z.infer<typeof pollResultsSchema>;

export const pollSummarySchema = named(
  'Poll',
  z.object({
    id: uuidSchema,
    name: z.string(),
    kind: pollFields.kind,
    state: pollStateSchema,
    voters: z.number().int(),
    opensAt: timeSchema.nullable(),
    closesAt: timeSchema.nullable(),
    openedAt: timeSchema.nullable(),
    closedAt: timeSchema.nullable(),
    createdAt: timeSchema,
    /** The step of a flow that made it; null when it was made here. */
    madeBy: z.object({ flowId: uuidSchema, nodeId: z.string() }).nullable(),
  }),
);
export type PollSummary = z.infer<typeof pollSummarySchema>;

export const pollDetailSchema = named(
  'PollDetail',
  pollSummarySchema.extend({
    document: pollDocumentSchema,
    /** Grows with every change; hand it back when saving. */
    revision: z.number().int(),
    results: pollResultsSchema,
    /** Where the card was shown. */
    shownIn: z.object({ people: z.number().int(), groups: z.number().int() }),
    /** Votes of people LINE did not name (see `unknownVoters`). */
    unknownVoters: z.number().int(),
    page: publicPageLinkSchema,
  }),
);
export type PollDetail = z.infer<typeof pollDetailSchema>;

/** One vote of a poll that is not secret. */
export const pollVoteSchema = named(
  'PollVote',
  z.object({ id: z.string(), contactId: uuidSchema.nullable(), displayName: z.string().nullable(), choices: z.array(z.string()), at: timeSchema }),
);
export type PollVote = z.infer<typeof pollVoteSchema>;

const pollParams = botParams.extend({ pollId: uuidSchema });
const pollBody = z.object({ name: nameSchema, document: pollDocumentSchema });
const NOT_NOW = ['notFound', 'conflict'] as const;
const FIXED = [...NOT_NOW, 'rulesFixed'] as const;

export const pollRoutes = {
  listPolls: defineRoute({
    method: 'GET', path: '/bots/:botId/polls', tag: 'polls', params: botParams, response: listOf(pollSummarySchema), errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'Polls of a bot, newest first: those made in the studio and those made by steps of flows.',
  }),
  createPoll: defineRoute({
    method: 'POST', path: '/bots/:botId/polls', tag: 'polls', params: botParams, body: pollBody, response: pollDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Make a poll. It is a draft until it is opened.',
  }),
  getPoll: defineRoute({
    method: 'GET', path: '/bots/:botId/polls/:pollId', tag: 'polls', params: pollParams, response: pollDetailSchema, errors: ['notFound'], auth: 'person', permission: 'bot.read',
    summary: 'One poll and how it stands now.',
  }),
  savePoll: defineRoute({
    method: 'PUT', path: '/bots/:botId/polls/:pollId', tag: 'polls', params: pollParams, body: pollBody.extend({ revision: z.number().int() }), response: pollDetailSchema, errors: FIXED, auth: 'person', permission: 'game.edit',
    summary: 'Change a poll. Once it has opened only its name and the time it closes can change: copy it for anything else.',
  }),
  copyPoll: defineRoute({
    method: 'POST', path: '/bots/:botId/polls/:pollId/copy', tag: 'polls', params: pollParams, body: z.object({ name: nameSchema }), response: pollDetailSchema, status: 201, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'A new draft with the same questions and rules, without times and votes.',
  }),
  deletePoll: defineRoute({
    method: 'DELETE', path: '/bots/:botId/polls/:pollId', tag: 'polls', params: pollParams, response: null, errors: NOT_NOW, auth: 'person', permission: 'game.edit',
    summary: 'Delete a poll with its votes. Refused while people are voting.',
  }),
  openPoll: defineRoute({
    method: 'POST', path: '/bots/:botId/polls/:pollId/open', tag: 'polls', params: pollParams, response: pollDetailSchema, errors: NOT_NOW, auth: 'person', permission: 'game.host',
    summary: 'Open a draft: now, or at its `opensAt` when that is still to come. An open poll stays as it is.',
  }),
  closePoll: defineRoute({
    method: 'POST', path: '/bots/:botId/polls/:pollId/close', tag: 'polls', params: pollParams, response: pollDetailSchema, errors: NOT_NOW, auth: 'person', permission: 'game.host',
    summary: 'Close an open poll now; what follows (flows for voters, winners, groups) begins at once. A closed poll stays as it is.',
  }),
  showPoll: defineRoute({
    method: 'POST', path: '/bots/:botId/polls/:pollId/show', tag: 'polls', params: pollParams, response: z.object({ shown: z.number().int() }), status: 202, errors: NOT_NOW, auth: 'person', permission: 'game.host',
    body: z.object({ conversationIds: z.array(uuidSchema).min(1).max(100) }),
    summary: 'Put the card into chats. Each costs a push message, in a group one for each member.',
  }),
  listPollVotes: defineRoute({
    method: 'GET', path: '/bots/:botId/polls/:pollId/votes', tag: 'polls', params: pollParams, query: pageQuery, response: pageOf(pollVoteSchema), errors: NOT_NOW, auth: 'person', permission: 'people.read',
    summary: 'Who voted for what, oldest first; refused for a secret poll.',
  }),
  exportPoll: defineRoute({
    method: 'GET', path: '/bots/:botId/polls/:pollId/export', tag: 'polls', params: pollParams, response: z.string(), errors: ['notFound'], auth: 'person', permission: 'people.export', produces: 'text/csv',
    summary: 'The result as a table; of a poll that is not secret also who voted for what.',
  }),
  setPollPage: defineRoute({
    method: 'PUT', path: '/bots/:botId/polls/:pollId/page', tag: 'polls', params: pollParams, body: z.object({ isOn: z.boolean(), joinText: z.string().trim().max(60).optional() }), response: publicPageLinkSchema, errors: ['notFound'], auth: 'person', permission: 'game.edit',
    summary: 'Switch the public page of results on or off. Switched on again it has a new address. `joinText` is what its QR code lets people send to the account.',
  }),
} as const;
