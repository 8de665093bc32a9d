import { z } from 'zod';
import { botParams, listOf, timeSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** A picture kept for messages. */
export const pictureSchema = named(
  'Picture',
  z.object({
    /** Part of its addresses; see `url`. */
    code: z.string(),
    /** What to write into a message: at most 1024 pixels either way. `…/full` has up to 2048, `…/icon` is a square PNG, and without the last part it is the base address of an imagemap. */
    url: z.string(),
    /** Pixels. */
    width: z.number().int(),
    height: z.number().int(),
    createdAt: timeSchema,
  }),
);

export const pictureRoutes = {
  listPictures: defineRoute({
    method: 'GET',
    path: '/bots/:botId/pictures',
    summary: 'Pictures kept for messages, newest first, at most 200. `isPublic`: LINE can fetch them, because this server has an https address.',
    tag: 'flows',
    params: botParams,
    response: listOf(pictureSchema).extend({ isPublic: z.boolean() }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'bot.read',
  }),
  uploadPicture: defineRoute({
    method: 'POST',
    path: '/bots/:botId/pictures',
    summary: 'Keep a picture (JPEG or PNG, known by its content) in all sizes LINE asks for. The same file is kept once.',
    tag: 'flows',
    params: botParams,
    /** About 8 MB. */
    body: z.object({ base64: z.base64().min(1).max(11_000_000) }),
    response: pictureSchema,
    status: 201,
    errors: ['notFound', 'blocked', 'conflict'],
    auth: 'person',
    permission: 'flow.edit',
  }),
};
