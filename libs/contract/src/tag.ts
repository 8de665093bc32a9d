import { tagName } from '@chatloom/nodes/definitions';
import { z } from 'zod';
import { botParams, listOf, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** A tag as a person writes it: up to 64 characters, no line breaks (the rule of the tag nodes). */
export const tagNameSchema = z.string().trim().pipe(tagName);

/** Colours a tag may have; the studio has a light and a dark tone of each. */
export const TAG_COLORS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export const tagColorSchema = z.enum(TAG_COLORS);
export type TagColor = z.infer<typeof tagColorSchema>;

/** A flow that names something (a tag, a field). */
export const flowUseSchema = named(
  'FlowUse',
  z.object({
    flowId: uuidSchema,
    flowName: z.string(),
    /** In the version people run now. */
    isLive: z.boolean(),
    /** In the draft. */
    isDraft: z.boolean(),
    /** The steps that name it. */
    nodeIds: z.array(z.string()),
  }),
);
export type FlowUse = z.infer<typeof flowUseSchema>;

export const tagJobSchema = named(
  'TagJob',
  z.object({
    id: uuidSchema,
    kind: z.enum(['rename', 'merge', 'delete']),
    /** The tags that go away. */
    from: z.array(z.string()),
    /** What takes their place; null for `delete`. */
    to: z.string().nullable(),
    state: z.enum(['running', 'done']),
    /** People changed so far. */
    changed: z.number().int(),
    startedAt: timeSchema,
    finishedAt: timeSchema.nullable(),
  }),
);
export type TagJob = z.infer<typeof tagJobSchema>;

export const tagSchema = named(
  'Tag',
  z.object({
    name: z.string(),
    color: tagColorSchema.nullable(),
    description: z.string(),
    /** People who have it. With many people it is counted every minute or so; `countedAt` says when. */
    contacts: z.number().int(),
    countedAt: timeSchema,
    /** Older names that flows still use: whoever has one of them has this tag, and the other way round. */
    aliases: z.array(z.string()),
    /** A rename, merge or deletion that is under way. */
    job: tagJobSchema.nullable(),
  }),
);
export type Tag = z.infer<typeof tagSchema>;

const tagParams = botParams.extend({ tag: z.string().min(1).max(64) });

export const tagRoutes = {
  listTags: defineRoute({
    method: 'GET',
    path: '/bots/:botId/tags',
    summary: 'Tags by name, with how many people have each.',
    tag: 'tags',
    params: botParams,
    response: listOf(tagSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createTag: defineRoute({
    method: 'POST',
    path: '/bots/:botId/tags',
    summary: 'Make a tag known before anybody has it.',
    tag: 'tags',
    params: botParams,
    body: z.object({ name: tagNameSchema, color: tagColorSchema.nullable().default(null), description: z.string().trim().max(200).default('') }),
    response: tagSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  updateTag: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/tags/:tag',
    summary: 'Change colour or description.',
    tag: 'tags',
    params: tagParams,
    body: z.object({ color: tagColorSchema.nullable().optional(), description: z.string().trim().max(200).optional() }),
    response: tagSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getTagUse: defineRoute({
    method: 'GET',
    path: '/bots/:botId/tags/:tag/use',
    summary: 'What names this tag: flows, and other things by a sentence each. Ask before renaming or deleting.',
    tag: 'tags',
    params: tagParams,
    response: z.object({ flows: z.array(flowUseSchema), others: z.array(z.object({ /** `segment`, `richMenu`, `friendSource`, `campaign` …; i18n key. */ kind: z.string(), id: z.string(), name: z.string() })) }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  renameTag: defineRoute({
    method: 'POST',
    path: '/bots/:botId/tags/:tag/rename',
    summary: 'Give the tag another name; people are changed in the background. While live flows use the old name it is refused, unless it is kept as an alias.',
    tag: 'tags',
    params: tagParams,
    body: z.object({
      to: tagNameSchema,
      /** Live flows go on with the old name: people have both until the alias is taken away, and the two are kept in step. */
      keepAlias: z.boolean().default(false),
    }),
    response: tagJobSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  mergeTags: defineRoute({
    method: 'POST',
    path: '/bots/:botId/tags/merge',
    summary: 'Put several tags together into one. While live flows use one that goes away it is refused, unless aliases are kept.',
    tag: 'tags',
    params: botParams,
    body: z.object({ from: z.array(tagNameSchema).min(1).max(50), to: tagNameSchema, keepAlias: z.boolean().default(false) }),
    response: tagJobSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  deleteTag: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/tags/:tag',
    summary: 'Take the tag away from everybody, in the background. An alias alone goes away at once for everybody, too.',
    tag: 'tags',
    params: tagParams,
    response: tagJobSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
} as const;
