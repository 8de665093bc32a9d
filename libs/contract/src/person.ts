import { z } from 'zod';
import { listOf, nameSchema, timeSchema, uiLanguageSchema, uuidSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';

/** Addresses are compared without case; `normalizeEmail` of libs/accounts does it. */
export const emailSchema = z.string().trim().max(254).pipe(z.email());

/** Length is the only rule of composition (RELIABILITY C 4.2); well-known passwords are refused by the server. */
export const PASSWORD_MIN_LENGTH = 8;
export const PASSWORD_MAX_LENGTH = 128;
export const newPasswordSchema = z.string().min(PASSWORD_MIN_LENGTH).max(PASSWORD_MAX_LENGTH);
/** What somebody typed to prove who they are: only bounded, so that a wrong one is wrong and not "invalid". */
const givenPasswordSchema = z.string().min(1).max(1024);

export const colorSchemeSchema = z.enum(['auto', 'light', 'dark']);

export const personSchema = named(
  'Person',
  z.object({
    id: uuidSchema,
    email: z.string(),
    name: z.string(),
    language: uiLanguageSchema,
    colorScheme: colorSchemeSchema,
    createdAt: timeSchema,
  }),
);
export type Person = z.infer<typeof personSchema>;

export const personSessionSchema = named(
  'Session',
  z.object({
    id: uuidSchema,
    createdAt: timeSchema,
    lastSeenAt: timeSchema,
    /** When it ends at the latest; it also ends after 12 hours without use. */
    expiresAt: timeSchema,
    userAgent: z.string(),
    ip: z.string(),
    /** The one this request was made with. */
    current: z.boolean(),
  }),
);
export type PersonSession = z.infer<typeof personSessionSchema>;

export const apiTokenSchema = named(
  'ApiToken',
  z.object({
    id: uuidSchema,
    name: z.string(),
    /** Last four characters, to tell tokens apart. */
    lastFour: z.string(),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable(),
  }),
);
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const personRoutes = {
  getSetup: defineRoute({
    method: 'GET',
    path: '/setup',
    summary: 'Does this server still need its first person?',
    tag: 'setup',
    response: z.object({ needed: z.boolean() }),
    errors: [],
    auth: 'public',
    permission: 'none',
  }),
  setUp: defineRoute({
    method: 'POST',
    path: '/setup',
    summary: 'Make the owner account with the one-time token of the set-up link, and sign in.',
    tag: 'setup',
    body: z.object({
      setupToken: z.string().min(1).max(200),
      email: emailSchema,
      password: newPasswordSchema,
      name: nameSchema.optional(),
      language: uiLanguageSchema.optional(),
      /** Also make a personal API token and answer it (once). */
      issueToken: z.boolean().optional(),
    }),
    response: z.object({ person: personSchema, token: z.string().optional() }),
    status: 201,
    errors: ['forbidden', 'conflict', 'throttled'],
    auth: 'public',
    permission: 'none',
  }),
  signIn: defineRoute({
    method: 'POST',
    path: '/session',
    summary: 'Sign in: sets the session cookie.',
    tag: 'session',
    body: z.object({ email: z.string().trim().min(1).max(254), password: givenPasswordSchema }),
    response: z.object({ person: personSchema }),
    status: 201,
    errors: ['wrongCredentials', 'throttled'],
    auth: 'public',
    permission: 'none',
  }),
  getSession: defineRoute({
    method: 'GET',
    path: '/session',
    summary: 'Who am I?',
    tag: 'session',
    response: z.object({ person: personSchema, by: z.enum(['cookie', 'token']) }),
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
  signOut: defineRoute({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out: ends this session and clears the cookie.',
    tag: 'session',
    response: null,
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
  listSessions: defineRoute({
    method: 'GET',
    path: '/sessions',
    summary: 'Browsers I am signed in with, newest first.',
    tag: 'session',
    response: listOf(personSessionSchema),
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
  revokeSession: defineRoute({
    method: 'DELETE',
    path: '/sessions/:sessionId',
    summary: 'Sign one of my browsers out.',
    tag: 'session',
    params: z.object({ sessionId: uuidSchema }),
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'self',
  }),
  updateMe: defineRoute({
    method: 'PATCH',
    path: '/me',
    summary: 'Change my name, language, colours or password. A new password signs all my other browsers out.',
    tag: 'me',
    body: z.object({
      name: nameSchema.optional(),
      language: uiLanguageSchema.optional(),
      colorScheme: colorSchemeSchema.optional(),
      password: z.object({ current: givenPasswordSchema, new: newPasswordSchema }).optional(),
    }),
    response: personSchema,
    errors: ['throttled'],
    auth: 'person',
    permission: 'self',
  }),
  listTokens: defineRoute({
    method: 'GET',
    path: '/tokens',
    summary: 'My personal API tokens.',
    tag: 'tokens',
    response: listOf(apiTokenSchema),
    errors: [],
    auth: 'person',
    permission: 'self',
  }),
  createToken: defineRoute({
    method: 'POST',
    path: '/tokens',
    summary: 'Make a personal API token. `token` is answered here and never again.',
    tag: 'tokens',
    body: z.object({ name: nameSchema, expiresAt: timeSchema.optional() }),
    response: apiTokenSchema.extend({ token: z.string() }),
    status: 201,
    errors: ['conflict'],
    auth: 'person',
    permission: 'self',
  }),
  revokeToken: defineRoute({
    method: 'DELETE',
    path: '/tokens/:tokenId',
    summary: 'Revoke one of my API tokens.',
    tag: 'tokens',
    params: z.object({ tokenId: uuidSchema }),
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'self',
  }),
} as const;
