import { z } from 'zod';
import { botParams, listOf, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

export const groupSchema = named(
  'Group',
  z.object({
    channelId: uuidSchema,
    /** LINE's id of the group or room. */
    lineId: z.string(),
    kind: z.enum(['group', 'room']),
    /** Rooms have none. */
    name: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    /** Without the bot, when it was last asked for. */
    memberCount: z.number().int().nullable(),
    /** `left`: the bot is no member any more. */
    state: z.enum(['in', 'left']),
    metAt: timeSchema,
    refreshedAt: timeSchema.nullable(),
    conversationId: uuidSchema.nullable(),
  }),
);
export type Group = z.infer<typeof groupSchema>;

export const groupMemberSchema = named(
  'GroupMember',
  z.object({ lineUserId: z.string(), displayName: z.string().nullable(), pictureUrl: z.string().nullable(), contactId: uuidSchema.nullable() }),
);
export type GroupMember = z.infer<typeof groupMemberSchema>;

export const groupDetailSchema = named('GroupDetail', groupSchema.extend({ /** Those who wrote or tapped lately. */ members: z.array(groupMemberSchema) }));
export type GroupDetail = z.infer<typeof groupDetailSchema>;

/** LINE's ids: letters and digits, with room for those of module channels (FACTS §1). */
const lineIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);
const groupParams = botParams.extend({ channelId: uuidSchema, lineId: lineIdSchema });

export const groupRoutes = {
  listGroups: defineRoute({
    method: 'GET',
    path: '/bots/:botId/groups',
    summary: 'Groups and rooms the bot was in, newest first; those it left come last.',
    tag: 'groups',
    params: botParams,
    response: listOf(groupSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  getGroup: defineRoute({
    method: 'GET',
    path: '/bots/:botId/groups/:channelId/:lineId',
    summary: 'One group as LINE describes it now, with the members who wrote lately. Where LINE does not answer, as it was known last.',
    tag: 'groups',
    params: groupParams,
    response: groupDetailSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  getGroupMember: defineRoute({
    method: 'GET',
    path: '/bots/:botId/groups/:channelId/:lineId/members/:lineUserId',
    summary: 'The profile of a member as LINE gives it now; also of people who are no friends of the account.',
    tag: 'groups',
    params: groupParams.extend({ lineUserId: lineIdSchema }),
    response: groupMemberSchema,
    errors: ['notFound', 'upstream'],
    auth: 'person',
    permission: 'people.read',
  }),
  leaveGroup: defineRoute({
    method: 'POST',
    path: '/bots/:botId/groups/:channelId/:lineId/leave',
    summary: 'The bot leaves the group. It can only come back when somebody invites it.',
    tag: 'groups',
    params: groupParams,
    response: groupSchema,
    errors: ['notFound', 'upstream'],
    auth: 'person',
    permission: 'conversation.start',
  }),
  getMedia: defineRoute({
    method: 'GET',
    path: '/bots/:botId/media/:mediaId',
    summary: 'A picture, film, sound or file that a person sent. Everything a browser could run is a download.',
    tag: 'conversations',
    params: botParams.extend({ mediaId: uuidSchema }),
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
    produces: 'application/octet-stream',
  }),
} as const;
