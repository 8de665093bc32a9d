import { richMenuDocumentSchema, richMenuDrawingSchema } from '@chatloom/messages';
import { z } from 'zod';
import { botParams, listOf, nameSchema, timeSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const menuParams = botParams.extend({ menuId: uuidSchema });
const channelParams = botParams.extend({ channelId: uuidSchema });
const contactParams = botParams.extend({ contactId: uuidSchema });
/** `richmenu-` and 32 hexadecimal digits (FACTS §1); other stand-ins may differ. */
const lineRichMenuIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);

/** A fault of a menu; `code` is an i18n key below `richMenus.problems`. `path` leads into the document. */
export const richMenuProblemSchema = named(
  'RichMenuProblem',
  z.object({
    code: z.string(),
    severity: z.enum(['blocking', 'warning', 'advice']),
    path: z.array(z.union([z.string(), z.number()])),
    tabId: z.string().optional(),
    areaId: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    message: z.string(),
  }),
);

/** What publishing does, in this order; `code` is an i18n key below `richMenus.steps`. */
export const RICH_MENU_STEPS = ['validate', 'create', 'upload', 'alias', 'show', 'move', 'cleanUp'] as const;
export const richMenuStepSchema = z.object({
  code: z.enum(RICH_MENU_STEPS),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'undone']),
  at: timeSchema.nullable(),
});

/** How a menu stands at one channel. */
export const richMenuPublicationSchema = named(
  'RichMenuPublication',
  z.object({
    channelId: uuidSchema,
    /**
     * `none`: not at LINE. `working`: on its way, ask again in a second. `waiting`: LINE asked us to come back later (`retryAt`), e.g. 100 menus
     * an hour. `published`. `failed`: nothing half-made is left, and what was there before still is.
     */
    state: z.enum(['none', 'working', 'waiting', 'published', 'failed']),
    /** Revision of the draft that people see; null before the first success. */
    revision: z.number().int().nullable(),
    publishedAt: timeSchema.nullable(),
    retryAt: timeSchema.nullable(),
    steps: z.array(richMenuStepSchema),
    /** Why it failed; `code` is an i18n key below `richMenus.failures`. `details` are LINE's own words. */
    failure: z
      .object({ code: z.string(), message: z.string(), tabId: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional(), details: z.array(z.string()) })
      .nullable(),
    /** LINE's id of each tab, while published. */
    tabs: z.array(z.object({ tabId: z.string(), richMenuId: z.string(), aliasId: z.string().nullable() })),
  }),
);
export type RichMenuPublication = z.infer<typeof richMenuPublicationSchema>;

export const richMenuSummarySchema = named(
  'RichMenuSummary',
  z.object({
    id: uuidSchema,
    name: z.string(),
    revision: z.number().int(),
    updatedAt: timeSchema,
    tabCount: z.number().int(),
    /** Of the first tab. */
    pictureId: uuidSchema.nullable(),
    /** Blocking problems of the draft. */
    faults: z.number().int(),
    isDefault: z.boolean(),
    publications: z.array(richMenuPublicationSchema),
  }),
);
export type RichMenuSummary = z.infer<typeof richMenuSummarySchema>;

export const richMenuDetailSchema = named(
  'RichMenuDetail',
  richMenuSummarySchema.extend({ document: richMenuDocumentSchema, problems: z.array(richMenuProblemSchema) }),
);
export type RichMenuDetail = z.infer<typeof richMenuDetailSchema>;

export const richMenuPictureSchema = named(
  'RichMenuPicture',
  z.object({
    id: uuidSchema,
    contentType: z.enum(['image/png', 'image/jpeg']),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
  }),
);
export type RichMenuPicture = z.infer<typeof richMenuPictureSchema>;

const localTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'Must be a local time such as "2026-12-24T18:00"');
const clockTimeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Must be a time of day such as "09:30"');

/** When a scheduled default menu shows, in the bot's time zone. A weekly window whose end is not later than its begin goes on into the next day. */
export const richMenuWindowSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('once'), from: localTimeSchema, until: localTimeSchema.nullable() }),
  z.object({ type: z.literal('weekly'), days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: clockTimeSchema, until: clockTimeSchema }),
]);

/** Who sees what: a menu given to a person by hand or by a flow > the first tag rule that fits > the first schedule that is on > the default. */
export const richMenuRulesSchema = named(
  'RichMenuRules',
  z.object({
    revision: z.number().int(),
    /** null: no menu (or the one set in LINE Official Account Manager). */
    defaultMenuId: uuidSchema.nullable(),
    /** In order of priority, first one wins. */
    tagRules: z.array(z.object({ id: uuidSchema, tag: z.string().trim().min(1).max(100), menuId: uuidSchema })).max(100),
    /** First one that is on wins. `menuId` null hides the menu. */
    schedule: z.array(z.object({ id: uuidSchema, menuId: uuidSchema.nullable(), window: richMenuWindowSchema })).max(100),
  }),
);
export type RichMenuRules = z.infer<typeof richMenuRulesSchema>;

/** What one person sees, and why. `layers` is the whole line of reasons, strongest first; `sees` names the first that applies. */
export const contactRichMenuSchema = named(
  'ContactRichMenu',
  z.object({
    /** The menu they should see; null: none of ours. */
    menuId: uuidSchema.nullable(),
    because: z.enum(['manual', 'tagRule', 'schedule', 'default', 'nothing']),
    layers: z.array(
      z.object({
        layer: z.enum(['manual', 'tagRule', 'schedule', 'default']),
        menuId: uuidSchema.nullable(),
        /** `applies`: decides. `outranked`: would, but a stronger one does. `notPublished`: its menu is not at this channel. `noMatch`: tag missing, or not the time. */
        state: z.enum(['applies', 'outranked', 'notPublished', 'noMatch']),
        tag: z.string().optional(),
        ruleId: uuidSchema.optional(),
      }),
    ),
    /** What was last told to LINE about this person; `pending` while a change is on its way. */
    atLine: z.object({ richMenuId: z.string().nullable(), pending: z.boolean(), problem: z.string().nullable() }),
    /** LINE shows menus given to a person only while they are friends. */
    isFriend: z.boolean(),
  }),
);
export type ContactRichMenu = z.infer<typeof contactRichMenuSchema>;

const countSchema = z.number().int().nullable();
/** Statistics of a published menu. LINE leaves out numbers below 20 (null here) and needs a day or two. */
export const richMenuStatisticsSchema = named(
  'RichMenuStatistics',
  z.object({
    /** `ready`; `notReady`: LINE is still counting; `notPublished`; `unavailable`: LINE did not answer as expected (`message` says why). */
    state: z.enum(['ready', 'notReady', 'notPublished', 'unavailable']),
    message: z.string().nullable(),
    from: z.iso.date(),
    to: z.iso.date(),
    tabs: z.array(
      z.object({
        tabId: z.string(),
        richMenuId: z.string(),
        impressions: countSchema,
        uniqueImpressions: countSchema,
        areas: z.array(z.object({ areaId: z.string(), clicks: countSchema, uniqueClicks: countSchema })),
        daily: z.array(z.object({ date: z.iso.date(), impressions: countSchema, clicks: countSchema })),
      }),
    ),
  }),
);
export type RichMenuStatistics = z.infer<typeof richMenuStatisticsSchema>;

export const lineRichMenuSchema = named(
  'LineRichMenu',
  z.object({
    richMenuId: z.string(),
    name: z.string(),
    chatBarText: z.string(),
    areaCount: z.number().int(),
    /** `ours`: a tab of a published menu. `orphan`: made by us and forgotten; is deleted by itself. `foreign`: made by another program. */
    origin: z.enum(['ours', 'orphan', 'foreign']),
    menuId: uuidSchema.nullable(),
    isDefault: z.boolean(),
  }),
);
export type LineRichMenu = z.infer<typeof lineRichMenuSchema>;

export const richMenuRoutes = {
  listRichMenus: defineRoute({
    method: 'GET',
    path: '/bots/:botId/rich-menus',
    summary: 'Rich menus of the bot, the newest first.',
    tag: 'richMenus',
    params: botParams,
    response: listOf(richMenuSummarySchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  createRichMenu: defineRoute({
    method: 'POST',
    path: '/bots/:botId/rich-menus',
    summary: 'Make a rich menu: empty (2500×1686, one tab), or with a given document.',
    tag: 'richMenus',
    params: botParams,
    body: z.object({ name: nameSchema, document: richMenuDocumentSchema.optional() }),
    response: richMenuDetailSchema,
    status: 201,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  getRichMenu: defineRoute({
    method: 'GET',
    path: '/bots/:botId/rich-menus/:menuId',
    summary: 'One rich menu with its draft, its problems, and how it stands at each channel.',
    tag: 'richMenus',
    params: menuParams,
    response: richMenuDetailSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  updateRichMenu: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/rich-menus/:menuId',
    summary: 'Save the draft. People see it after publishing. A conflict says that somebody else saved since `baseRevision`.',
    tag: 'richMenus',
    params: menuParams,
    body: z.object({ baseRevision: z.number().int(), name: nameSchema.optional(), document: richMenuDocumentSchema }),
    response: richMenuDetailSchema,
    errors: ['notFound', 'conflict', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  deleteRichMenu: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/rich-menus/:menuId',
    summary: 'Delete a menu that is at no channel any more; unpublish it first.',
    tag: 'richMenus',
    params: menuParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  uploadRichMenuPicture: defineRoute({
    method: 'POST',
    path: '/bots/:botId/rich-menu-pictures',
    summary: 'Store an own picture (JPEG or PNG, known by its content). Blocked when LINE would refuse it; details say why.',
    tag: 'richMenus',
    params: botParams,
    body: z.object({ base64: z.string().min(1).max(11_000_000) }),
    response: richMenuPictureSchema,
    status: 201,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  drawRichMenuPicture: defineRoute({
    method: 'POST',
    path: '/bots/:botId/rich-menu-pictures/draw',
    summary: 'Draw a picture of tiles as PNG and store it.',
    tag: 'richMenus',
    params: botParams,
    body: z.object({ size: richMenuDocumentSchema.shape.size, drawing: richMenuDrawingSchema }),
    response: richMenuPictureSchema,
    status: 201,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'flow.edit',
  }),
  getRichMenuPicture: defineRoute({
    method: 'GET',
    path: '/bots/:botId/rich-menu-pictures/:pictureId',
    summary: 'A stored picture; it never changes.',
    tag: 'richMenus',
    params: botParams.extend({ pictureId: uuidSchema }),
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
    produces: 'image/png',
  }),
  publishRichMenu: defineRoute({
    method: 'POST',
    path: '/bots/:botId/rich-menus/:menuId/publish',
    summary: 'Publish the draft at a channel. Answers when done, failed, or after some seconds with `working`; then ask `getRichMenu`.',
    tag: 'richMenus',
    params: menuParams,
    body: z.object({ channelId: uuidSchema }),
    response: richMenuPublicationSchema,
    errors: ['notFound', 'conflict', 'blocked'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  unpublishRichMenu: defineRoute({
    method: 'POST',
    path: '/bots/:botId/rich-menus/:menuId/unpublish',
    summary: 'Take the menu away from a channel: nobody sees it any more, and it is deleted at LINE.',
    tag: 'richMenus',
    params: menuParams,
    body: z.object({ channelId: uuidSchema }),
    response: richMenuPublicationSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  getRichMenuRules: defineRoute({
    method: 'GET',
    path: '/bots/:botId/rich-menu-rules',
    summary: 'Who sees which menu: default, schedule, tags.',
    tag: 'richMenus',
    params: botParams,
    response: richMenuRulesSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  setRichMenuRules: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/rich-menu-rules',
    summary: 'Replace the rules; `revision` is the one they were read with. They apply to every channel where the menus are published.',
    tag: 'richMenus',
    params: botParams,
    body: richMenuRulesSchema,
    response: richMenuRulesSchema,
    errors: ['notFound', 'conflict', 'blocked'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  setDefaultRichMenu: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/default-rich-menu',
    summary: 'Make a menu the default one; null for none. The rest of the rules stays.',
    tag: 'richMenus',
    params: botParams,
    body: z.object({ menuId: uuidSchema.nullable() }),
    response: richMenuRulesSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'flow.publish',
  }),
  getContactRichMenu: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/rich-menu',
    summary: 'What one person sees, and why.',
    tag: 'richMenus',
    params: contactParams,
    response: contactRichMenuSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  setContactRichMenu: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/contacts/:contactId/rich-menu',
    summary: 'Give a person a menu by hand; null goes back to the rules.',
    tag: 'richMenus',
    params: contactParams,
    body: z.object({ menuId: uuidSchema.nullable() }),
    response: contactRichMenuSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'conversation.start',
  }),
  getRichMenuStatistics: defineRoute({
    method: 'GET',
    path: '/bots/:botId/rich-menus/:menuId/statistics',
    summary: 'How often a published menu was seen and tapped, from day to day (at most 99 days).',
    tag: 'richMenus',
    params: menuParams,
    query: z.object({ channelId: uuidSchema, from: z.iso.date(), to: z.iso.date() }),
    response: richMenuStatisticsSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  listRichMenusAtLine: defineRoute({
    method: 'GET',
    path: '/bots/:botId/channels/:channelId/rich-menus',
    summary: 'All menus LINE has for a channel, also those made by other programs.',
    tag: 'richMenus',
    params: channelParams,
    response: listOf(lineRichMenuSchema),
    errors: ['notFound', 'upstream'],
    auth: 'person',
    permission: 'bot.read',
  }),
  deleteRichMenuAtLine: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/channels/:channelId/rich-menus/:richMenuId',
    summary: 'Delete one of the menus at LINE that does not belong to a published menu of ours.',
    tag: 'richMenus',
    params: channelParams.extend({ richMenuId: lineRichMenuIdSchema }),
    response: null,
    errors: ['notFound', 'conflict', 'upstream'],
    auth: 'person',
    permission: 'flow.publish',
  }),
} as const;
