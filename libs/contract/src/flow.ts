import { z } from 'zod';
import { flowDocumentSchema, type Operation } from '@chatloom/flow';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { apiErrorSchema } from './error';
import { named } from './named';
import { defineRoute } from './route';

const flowParams = botParams.extend({ flowId: uuidSchema });
const versionParams = flowParams.extend({ number: z.coerce.number().int().min(1) });

/** The shape of `Problem` of libs/flow. */
export const problemSchema = named(
  'Problem',
  z.object({
    code: z.string(),
    severity: z.enum(['blocking', 'warning', 'advice']),
    nodeId: z.string().optional(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    message: z.string(),
  }),
);

/**
 * draft: never published, or taken back. live: the draft is what is published. changed: published, and the draft has
 * gone on since. archived: out of sight, answers nobody.
 */
export const flowStateSchema = z.enum(['draft', 'live', 'changed', 'archived']);
export type FlowState = z.infer<typeof flowStateSchema>;

/** A picture of the flow the size of a stamp: where nodes are, of which kind, and how they join. At most 60 nodes. */
export const flowPictureSchema = named(
  'FlowPicture',
  z.object({
    nodes: z.array(z.object({ id: z.string(), type: z.string(), kind: z.string(), x: z.number(), y: z.number() })),
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
);
export type FlowPicture = z.infer<typeof flowPictureSchema>;

const flowHead = z.object({
  id: uuidSchema,
  name: z.string(),
  state: flowStateSchema,
  /** Number of the version customers get; null when nothing is published. */
  publishedVersion: z.number().int().nullable(),
  /** Ties between triggers of equal rank are broken by it; smaller first. */
  position: z.number().int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  archivedAt: timeSchema.nullable(),
});

export const flowSummarySchema = named(
  'FlowSummary',
  flowHead.extend({
    draftRevision: z.number().int(),
    problems: z.object({ blocking: z.number().int(), warning: z.number().int(), advice: z.number().int() }),
    picture: flowPictureSchema,
    /** It is a series: it runs beside people's conversations. */
    isSeries: z.literal(true).optional(),
  }),
);
export type FlowSummary = z.infer<typeof flowSummarySchema>;

export const flowDetailSchema = named(
  'Flow',
  flowHead.extend({
    document: flowDocumentSchema,
    /** Revision of the draft; give it back as `baseRevision` with an edit. */
    revision: z.number().int(),
    problems: z.array(problemSchema),
  }),
);
export type FlowDetail = z.infer<typeof flowDetailSchema>;

export const flowVersionSchema = named(
  'FlowVersion',
  z.object({
    id: uuidSchema,
    number: z.number().int(),
    note: z.string(),
    publishedAt: timeSchema,
    publishedBy: z.object({ id: uuidSchema, name: z.string() }).nullable(),
    /** This is what customers get now. */
    current: z.boolean(),
  }),
);
export type FlowVersion = z.infer<typeof flowVersionSchema>;

/**
 * One edit as data: the operations of libs/flow (`applyOperation`), typed so for callers. Only the name is looked at here;
 * the server reads the rest with `parseOperation`, which has a sentence for each fault.
 */
export const editSchema = named('Operation', z.looseObject({ type: z.string().min(1).max(64) }) as unknown as z.ZodType<Operation, Operation>);
/** At most so many edits in one call. */
export const OPERATIONS_MAX = 500;

/** One saved batch of edits, as others made it. */
export const savedOperationsSchema = z.object({
  /** The draft's revision after it. */
  revision: z.number().int(),
  clientId: z.string(),
  operations: z.array(editSchema),
});
export type SavedOperations = z.infer<typeof savedOperationsSchema>;

/**
 * The body of 409 on a draft: where the draft is now, and what was done to it since `baseRevision`. `operations` is null when
 * that is too long ago to tell: read the flow again.
 */
export const draftConflictSchema = named(
  'DraftConflict',
  apiErrorSchema.extend({ currentRevision: z.number().int(), operations: z.array(savedOperationsSchema).nullable() }),
);
export type DraftConflict = z.infer<typeof draftConflictSchema>;

export const TEMPLATE_IDS = ['restaurant-booking', 'faq', 'marketing-welcome'] as const;
export const templateIdSchema = z.enum(TEMPLATE_IDS);
export type TemplateId = z.infer<typeof templateIdSchema>;

export const templateSchema = named(
  'Template',
  z.object({
    id: templateIdSchema,
    /** Texts by language: en, zh-TW, ja, th. */
    title: z.record(z.string(), z.string()),
    description: z.record(z.string(), z.string()),
    document: flowDocumentSchema,
  }),
);
export type Template = z.infer<typeof templateSchema>;

const draftSavedSchema = z.object({ revision: z.number().int(), problems: z.array(problemSchema) });
const noteSchema = z.string().trim().max(500);
const baseRevisionSchema = z.number().int().min(0);
/** Read by `parseDocument` of libs/flow, which names each fault; here only: it is there. */
const anyDocumentSchema = z.unknown().refine((value) => value !== undefined, 'Required').meta({ description: 'A flow document (see the schema Flow, field document).' });

export const flowRoutes = {
  listFlows: defineRoute({
    method: 'GET',
    path: '/bots/:botId/flows',
    summary: 'Flows of the bot in their order, each with state, problem counts and a small picture.',
    tag: 'flows',
    params: botParams,
    query: z.object({ archived: z.enum(['true', 'false']).default('false') }),
    response: listOf(flowSummarySchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  createFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows',
    summary: 'Make a flow: from a template, from a document, or blank.',
    tag: 'flows',
    params: botParams,
    body: z
      .object({ name: nameSchema.optional(), template: templateIdSchema.optional(), document: z.unknown().optional() })
      .refine((body) => body.template === undefined || body.document === undefined, { path: ['document'], message: 'Give a template or a document, not both' }),
    response: flowDetailSchema,
    status: 201,
    errors: ['notFound', 'tooLarge', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  checkDocument: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/check',
    summary: 'What would be wrong with this document? Nothing is stored.',
    tag: 'flows',
    params: botParams,
    body: z.object({ document: anyDocumentSchema }),
    response: z.object({ problems: z.array(problemSchema) }),
    errors: ['notFound', 'tooLarge'],
    auth: 'person',
    permission: 'bot.read',
  }),
  getFlow: defineRoute({
    method: 'GET',
    path: '/bots/:botId/flows/:flowId',
    summary: 'One flow with its draft.',
    tag: 'flows',
    params: flowParams,
    response: flowDetailSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  updateFlow: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/flows/:flowId',
    summary: 'Rename or move in the order.',
    tag: 'flows',
    params: flowParams,
    body: z.object({ name: nameSchema.optional(), position: z.number().int().min(0).max(1_000_000).optional() }),
    response: flowSummarySchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  archiveFlow: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/flows/:flowId',
    summary: 'Archive: it starts for nobody any more; people inside it finish. `restore` undoes it.',
    tag: 'flows',
    params: flowParams,
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  restoreFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/restore',
    summary: 'Take out of the archive, as it was.',
    tag: 'flows',
    params: flowParams,
    response: flowSummarySchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  duplicateFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/duplicate',
    summary: 'A copy of the draft as a new flow.',
    tag: 'flows',
    params: flowParams,
    body: z.object({ name: nameSchema.optional() }).default({}),
    response: flowDetailSchema,
    status: 201,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  exportFlow: defineRoute({
    method: 'GET',
    path: '/bots/:botId/flows/:flowId/export',
    summary: 'The draft as a file: JSON with sorted keys; importing and exporting it again gives the same bytes.',
    tag: 'flows',
    params: flowParams,
    response: flowDocumentSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  saveDraft: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/flows/:flowId/draft',
    summary: 'Replace the whole draft.',
    tag: 'flows',
    params: flowParams,
    body: z.object({ baseRevision: baseRevisionSchema, document: anyDocumentSchema, clientId: z.string().min(1).max(64).optional() }),
    response: draftSavedSchema,
    errors: ['notFound', 'conflict', 'tooLarge', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  applyOperations: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/operations',
    summary: 'Apply edits to the draft, all or none. Sending the same batch again (same clientId and baseRevision) does nothing twice.',
    tag: 'flows',
    params: flowParams,
    body: z.object({
      baseRevision: baseRevisionSchema,
      operations: z.array(editSchema).min(1).max(OPERATIONS_MAX),
      /** Names the editor window, so that it recognises its own edits. */
      clientId: z.string().min(1).max(64),
    }),
    response: draftSavedSchema,
    errors: ['notFound', 'conflict', 'tooLarge', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  publishFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/publish',
    summary: 'Make the draft the version customers get. `existing: move` also moves people who are inside an older version.',
    tag: 'versions',
    params: flowParams,
    body: z.object({ note: noteSchema.optional(), baseRevision: baseRevisionSchema.optional(), existing: z.enum(['keep', 'move']).default('keep') }).prefault({}),
    response: z.object({ version: flowVersionSchema }),
    status: 201,
    errors: ['notFound', 'conflict', 'blocked'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  unpublishFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/unpublish',
    summary: 'Take back: it starts for nobody any more; people inside it finish.',
    tag: 'versions',
    params: flowParams,
    response: flowSummarySchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  listVersions: defineRoute({
    method: 'GET',
    path: '/bots/:botId/flows/:flowId/versions',
    summary: 'Published versions, newest first.',
    tag: 'versions',
    params: flowParams,
    response: listOf(flowVersionSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  getVersion: defineRoute({
    method: 'GET',
    path: '/bots/:botId/flows/:flowId/versions/:number',
    summary: 'One version with its document.',
    tag: 'versions',
    params: versionParams,
    response: flowVersionSchema.extend({ document: flowDocumentSchema }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  rollBack: defineRoute({
    method: 'POST',
    path: '/bots/:botId/flows/:flowId/versions/:number/rollback',
    summary: 'Publish an old version again under a new number; it also becomes the draft.',
    tag: 'versions',
    params: versionParams,
    body: z.object({ note: noteSchema.optional(), existing: z.enum(['keep', 'move']).default('keep') }).prefault({}),
    response: z.object({ version: flowVersionSchema, revision: z.number().int() }),
    status: 201,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  listTemplates: defineRoute({
    method: 'GET',
    path: '/templates',
    summary: 'Flows to start from, with texts in four languages; names of steps and of what is booked, which have one language each, are those of `language`.',
    tag: 'templates',
    query: z.object({ language: z.string().min(2).max(35).default('en') }),
    response: listOf(templateSchema),
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
} as const;
