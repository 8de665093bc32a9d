import { z } from 'zod';
import { botParams, listOf, timeSchema, uuidSchema } from './common';
import { fieldKeySchema } from './field';
import { named } from './named';
import { defineRoute } from './route';
import { tagNameSchema } from './tag';

/** The whole file, in bytes. */
export const CONTACT_IMPORT_MAX_BYTES = 50 * 1024 * 1024;
/** One piece of the file before base64, in bytes; all pieces but the last have exactly this size. */
export const CONTACT_IMPORT_PIECE_BYTES = 4 * 1024 * 1024;
export const CONTACT_IMPORT_MAX_COLUMNS = 500;

/** Encodings that are recognised, and that a person may choose instead. */
export const IMPORT_ENCODINGS = ['utf-8', 'shift_jis', 'big5', 'utf-16le', 'utf-16be', 'windows-874', 'windows-1252'] as const;
export const importEncodingSchema = z.enum(IMPORT_ENCODINGS);
export type ImportEncoding = z.infer<typeof importEncodingSchema>;
export const IMPORT_DELIMITERS = [',', ';', '\t', '|'] as const;
export const importDelimiterSchema = z.enum(IMPORT_DELIMITERS);

/** What a column becomes. */
export const importTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('ignore') }),
  /** Finds the person by LINE's user id. */
  z.object({ to: z.literal('lineUserId') }),
  /** Finds the person by the value of a field, e.g. a customer number; several people with it are a problem of the line. */
  z.object({ to: z.literal('matchField'), field: fieldKeySchema }),
  z.object({ to: z.literal('name') }),
  z.object({ to: z.literal('language') }),
  /** Tags, several in one cell separated by `separator`; they are added, none is taken away. */
  z.object({ to: z.literal('tags'), separator: z.enum([',', ';', '|', '/', '、']).default(',') }),
  /** Has this tag when the cell says yes (yes, true, 1, x, ○, はい, 是, ใช่ …). */
  z.object({ to: z.literal('tagIfYes'), tag: tagNameSchema }),
  /** Read by the type of the field; an empty cell leaves the field as it is, unless `emptyClears`. */
  z.object({ to: z.literal('field'), field: fieldKeySchema, emptyClears: z.boolean().default(false) }),
  z.object({ to: z.literal('consent') }),
]);
export type ImportTarget = z.infer<typeof importTargetSchema>;

export const importMappingSchema = z.object({
  /** One per column of the file, in its order. */
  columns: z.array(importTargetSchema).max(CONTACT_IMPORT_MAX_COLUMNS),
  /** The first line holds names of columns. */
  hasHeader: z.boolean().default(true),
  /** Everybody in the file gets these. */
  tags: z.array(tagNameSchema).max(20).default([]),
  /** How dates such as 03/04/2026 are read. Dates with the year first need no help. */
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).default('ymd'),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

/**
 * `uploading`: pieces are missing. `uploaded`: ready for a mapping. `checking`: the dry run reads it. `checked`: the counts are there.
 * `running`, `done`. `failed`: `problem` says why, nothing more is changed. `cancelled`: by a person; what was done stays.
 */
export const IMPORT_STATES = ['uploading', 'uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled'] as const;

/** Lines by what they do (dry run) or did (run). */
export const importCountsSchema = z.object({
  lines: z.number().int(),
  /** New people, on simulator channels only: whom LINE knows as a follower comes in by the import of followers, and LINE must not be asked about ids that may be nobody's. */
  create: z.number().int(),
  update: z.number().int(),
  /** The person is known and all of it is there already. */
  unchanged: z.number().int(),
  /** LINE user ids (or field values) that belong to nobody. */
  unknown: z.number().int(),
  /** Other problems: a number that is none, a cell missing … The line is left out. */
  faulty: z.number().int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const contactImportSchema = named(
  'ContactImport',
  z.object({
    id: uuidSchema,
    channelId: uuidSchema,
    fileName: z.string(),
    bytes: z.number().int(),
    state: z.enum(IMPORT_STATES),
    /** Recognised, or chosen by a person; null while uploading. */
    encoding: importEncodingSchema.nullable(),
    delimiter: importDelimiterSchema.nullable(),
    /** The first lines as they are read with this encoding (up to 20, up to 200 letters a cell). */
    preview: z.array(z.array(z.string())),
    /** Letters that this encoding could not read in the preview: more than none means another one is right. */
    unreadable: z.number().int(),
    mapping: importMappingSchema.nullable(),
    /** A first idea of what each column is, by its name and content; there once it is uploaded. */
    suggestion: importMappingSchema.nullable(),
    /** Of the dry run. */
    checked: importCountsSchema.nullable(),
    /** Of the run so far. */
    counts: importCountsSchema.nullable(),
    /** 0 to 1, of the dry run or of the run. */
    progress: z.number(),
    /** i18n key below `contacts.importProblems`: `tooManyColumns`, `empty`, `notCsv`, `notText`, `noMatchColumn` … */
    problem: z.string().nullable(),
    createdAt: timeSchema,
    finishedAt: timeSchema.nullable(),
    by: z.string().nullable(),
  }),
);
export type ContactImport = z.infer<typeof contactImportSchema>;

export const importFaultSchema = named(
  'ContactImportFault',
  z.object({
    /** Of the file, the first is 1. */
    line: z.number().int(),
    /** Name of the column, or its number. */
    column: z.string().nullable(),
    /** i18n key below `contacts.importFaults`. */
    code: z.enum(['unknownPerson', 'severalPeople', 'idMissing', 'idInvalid', 'notANumber', 'notADate', 'notYesNo', 'notAnOption', 'tagInvalid', 'textTooLong', 'consentInvalid', 'doubled', 'cellsMissing', 'cellsTooMany']),
    /** The cell, at most 100 letters. */
    value: z.string().nullable(),
    message: z.string(),
  }),
);
export type ImportFault = z.infer<typeof importFaultSchema>;

const importParams = botParams.extend({ importId: uuidSchema });

export const contactImportRoutes = {
  listContactImports: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-imports',
    summary: 'The last 50 imports, newest first.',
    tag: 'imports',
    params: botParams,
    response: listOf(contactImportSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createContactImport: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-imports',
    summary: 'Announce a CSV file of at most 50 MB; its pieces follow.',
    tag: 'imports',
    params: botParams,
    body: z.object({ channelId: uuidSchema, fileName: z.string().trim().min(1).max(200), bytes: z.number().int().min(1).max(CONTACT_IMPORT_MAX_BYTES) }),
    response: contactImportSchema,
    status: 201,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  putContactImportPiece: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/contact-imports/:importId/pieces/:piece',
    summary: 'One piece of the file (4 MB, the last one less), counted from 0, as base64. A repeated piece replaces itself; with the last missing one the file is read.',
    tag: 'imports',
    params: importParams.extend({ piece: z.coerce.number().int().min(0).max(20) }),
    body: z.object({ base64: z.string().min(1).max(6_000_000) }),
    response: contactImportSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getContactImport: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-imports/:importId',
    summary: 'An import: preview, counts, how far it is.',
    tag: 'imports',
    params: importParams,
    response: contactImportSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  readContactImportAs: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/contact-imports/:importId/encoding',
    summary: 'Read the file in another encoding or with another separator; the preview follows.',
    tag: 'imports',
    params: importParams,
    body: z.object({ encoding: importEncodingSchema, delimiter: importDelimiterSchema }),
    response: contactImportSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  checkContactImport: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-imports/:importId/check',
    summary: 'Dry run with this mapping: every line is tried, nothing is changed. Ask `getContactImport` until it is `checked`.',
    tag: 'imports',
    params: importParams,
    body: importMappingSchema,
    response: contactImportSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  runContactImport: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-imports/:importId/run',
    summary: 'Do what the dry run counted.',
    tag: 'imports',
    params: importParams,
    response: contactImportSchema,
    status: 202,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  cancelContactImport: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-imports/:importId/cancel',
    summary: 'Stop; lines done already stay done.',
    tag: 'imports',
    params: importParams,
    response: contactImportSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  listContactImportFaults: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-imports/:importId/faults',
    summary: 'The first 100 lines with problems.',
    tag: 'imports',
    params: importParams,
    response: listOf(importFaultSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  getContactImportFaults: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-imports/:importId/faults.csv',
    summary: 'All lines with problems as a CSV file: line, problem in words of `language`, and the cells as they were.',
    tag: 'imports',
    params: importParams,
    query: z.object({ language: z.string().min(2).max(35).default('en') }),
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
    produces: 'text/csv; charset=utf-8',
  }),
} as const;
