import { z } from 'zod';
import { botParams, jsonObjectSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** One line of "why"; `code` is an i18n key below `trace`. The shape of `TraceEntry` of libs/engine. */
export const traceEntrySchema = z.object({
  at: z.enum(['routed', 'entered', 'left', 'condition', 'waiting', 'sent', 'ended', 'note']),
  flowId: z.string().optional(),
  nodeId: z.string().optional(),
  port: z.string().optional(),
  code: z.string(),
  params: jsonObjectSchema.optional(),
});

/** Messages of one node on their way to the person. */
export const turnMessageSchema = z.object({
  id: z.string(),
  nodeId: z.string().nullable(),
  /** LINE message objects. */
  messages: z.array(jsonObjectSchema),
  /** How it went, or will go: a reply is free, a push costs. */
  by: z.enum(['reply', 'push']),
  /**
   * waiting: not sent yet. sent: LINE took it. unknown: it may or may not have arrived (replies are never repeated
   * blindly). dropped: too late for a reply, and the node says not to pay. failed: LINE refused it.
   */
  state: z.enum(['waiting', 'sent', 'unknown', 'dropped', 'failed']),
  error: z.object({ message: z.string(), details: z.array(z.object({ message: z.string(), property: z.string().optional() })) }).nullable(),
  sentAt: timeSchema.nullable(),
});

/** One input taken by one conversation, and all it did. */
export const turnSchema = named(
  'Turn',
  z.object({
    id: z.string(),
    conversationId: uuidSchema,
    at: timeSchema,
    /** What happened: an `Input` of libs/engine. */
    input: jsonObjectSchema,
    /** Nodes in the order they were walked, with the port each was left by. */
    path: z.array(z.object({ flowId: z.string().optional(), nodeId: z.string(), port: z.string().optional() })),
    trace: z.array(traceEntrySchema),
    messages: z.array(turnMessageSchema),
  }),
);
export type Turn = z.infer<typeof turnSchema>;

const acceptedSchema = z.object({ accepted: z.literal(true) });
/** API trigger keys are chosen in the node; anything printable that fits in a path. */
const apiKeySchema = z.string().min(1).max(64);

export const conversationRoutes = {
  listTurns: defineRoute({
    method: 'GET',
    path: '/bots/:botId/conversations/:conversationId/turns',
    summary: 'What happened and why, newest first.',
    tag: 'conversations',
    params: botParams.extend({ conversationId: uuidSchema }),
    query: pageQuery,
    response: pageOf(turnSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  startFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/conversations/:conversationId/start',
    summary: 'Start a flow in a conversation, from its trigger or from a node.',
    tag: 'conversations',
    params: botParams.extend({ conversationId: uuidSchema }),
    body: z.object({ flowId: uuidSchema, nodeId: z.string().min(1).max(64).optional() }),
    response: acceptedSchema,
    status: 202,
    errors: ['notFound'],
    auth: 'person',
    permission: 'conversation.start',
  }),
  stopFlow: defineRoute({
    method: 'POST',
    path: '/bots/:botId/conversations/:conversationId/stop',
    summary: 'End the flow a conversation is in, and everything that waits behind it. To move somebody, use `startFlow`: it ends what they are in.',
    tag: 'conversations',
    params: botParams.extend({ conversationId: uuidSchema }),
    response: acceptedSchema,
    status: 202,
    errors: ['notFound'],
    auth: 'person',
    permission: 'conversation.start',
  }),
  getTurn: defineRoute({
    method: 'GET',
    path: '/bots/:botId/conversations/:conversationId/turns/:turnId',
    summary: 'One turn: what happened and why.',
    tag: 'conversations',
    params: botParams.extend({ conversationId: uuidSchema, turnId: uuidSchema }),
    response: turnSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  callTrigger: defineRoute({
    method: 'POST',
    path: '/bots/:botId/api-triggers/:key',
    summary: 'Fire the API triggers with this key for one person. Give `contactId`, or `lineUserId` (with `channelId` when the bot has several LINE channels).',
    tag: 'triggers',
    params: botParams.extend({ key: apiKeySchema }),
    body: z
      .object({
        contactId: uuidSchema.optional(),
        lineUserId: z.string().min(1).max(64).optional(),
        channelId: uuidSchema.optional(),
        payload: jsonObjectSchema.default({}),
      })
      .refine((body) => (body.contactId === undefined) !== (body.lineUserId === undefined), { path: ['contactId'], message: 'Give either contactId or lineUserId' }),
    response: acceptedSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'conversation.start',
  }),
} as const;
