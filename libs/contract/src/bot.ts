import { z } from 'zod';
import { botParams, languageTagSchema, listOf, nameSchema, timeSchema, timeZoneSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

const clockTimeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Must be a time of day such as "09:30" (or "24:00" as an end)');

/** One stretch of opening time in the bot's time zone; `to` is later than `from` on the same day. */
export const openingSchema = z
  .object({ from: clockTimeSchema, to: clockTimeSchema })
  .refine((opening) => opening.from < opening.to, { path: ['to'], message: 'Must be later than "from"; split a night in two days' });

/** Opening hours by ISO weekday (1 Monday - 7 Sunday); an absent day is closed. */
export const businessHoursSchema = named('BusinessHours', z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(openingSchema).max(10)));
export type BusinessHours = z.infer<typeof businessHoursSchema>;

export const botSchema = named(
  'Bot',
  z.object({
    id: uuidSchema,
    name: z.string(),
    timeZone: z.string(),
    language: z.string(),
    /** null: always open. */
    businessHours: businessHoursSchema.nullable(),
    /** Goes up whenever what live conversations run changes. */
    liveRevision: z.number().int(),
    /** Goes up with every edit of any draft. */
    draftRevision: z.number().int(),
    /** The built-in channel the phone talks to. */
    simulatorChannelId: uuidSchema.nullable(),
    createdAt: timeSchema,
    archivedAt: timeSchema.nullable(),
  }),
);
export type Bot = z.infer<typeof botSchema>;

export const botRoutes = {
  listBots: defineRoute({
    method: 'GET',
    path: '/bots',
    summary: 'My bots, archived ones not included.',
    tag: 'bots',
    response: listOf(botSchema),
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
  createBot: defineRoute({
    method: 'POST',
    path: '/bots',
    summary: 'Make a bot, with its simulator channel.',
    tag: 'bots',
    body: z.object({ name: nameSchema, timeZone: timeZoneSchema.default('Asia/Taipei'), language: languageTagSchema.default('en') }),
    response: botSchema,
    status: 201,
    errors: [],
    auth: 'person',
    permission: 'bot.create',
  }),
  getBot: defineRoute({
    method: 'GET',
    path: '/bots/:botId',
    summary: 'One bot.',
    tag: 'bots',
    params: botParams,
    response: botSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  updateBot: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId',
    summary: 'Change name, time zone, language or business hours.',
    tag: 'bots',
    params: botParams,
    body: z.object({
      name: nameSchema.optional(),
      timeZone: timeZoneSchema.optional(),
      language: languageTagSchema.optional(),
      businessHours: businessHoursSchema.nullable().optional(),
    }),
    response: botSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.edit',
  }),
  archiveBot: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId',
    summary: 'Archive the bot: its channels answer nothing any more. Nothing is erased.',
    tag: 'bots',
    params: botParams,
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.edit',
  }),
} as const;
