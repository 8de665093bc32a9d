import { z } from 'zod';
import { botParams, jsonObjectSchema, listOf, nameSchema, pageOf, pageQuery, timeSchema, uuidSchema } from './common';
import { fieldKeySchema, fieldValueSchema } from './field';
import { named } from './named';
import { defineRoute } from './route';
import { segmentSchema } from './segment';
import { tagNameSchema } from './tag';

const contactParams = botParams.extend({ contactId: uuidSchema });

/** Where a conversation stands in a flow. */
export const sessionPositionSchema = z.object({
  flowId: z.string(),
  versionId: z.string(),
  nodeId: z.string().nullable(),
  waitingFor: z.enum(['answer', 'time', 'effect']).nullable(),
  since: timeSchema.nullable(),
});
export type SessionPosition = z.infer<typeof sessionPositionSchema>;

/** May this person be sent marketing? `no` is respected by campaigns, series and topics; `unknown` is not a no. */
export const CONSENT_STATES = ['yes', 'no', 'unknown'] as const;
export const consentStateSchema = z.enum(CONSENT_STATES);
export type ConsentState = z.infer<typeof consentStateSchema>;
export const consentSchema = z.object({
  state: consentStateSchema,
  /** When it was said; null while unknown from the beginning. */
  at: timeSchema.nullable(),
  /** Who or what said it: `person` (somebody of the team), `import`, `flow`, `api`; null while unknown. */
  by: z.enum(['person', 'import', 'flow', 'api']).nullable(),
  /** In the team's own words, e.g. "paper form of 3 May". */
  note: z.string(),
});
export type Consent = z.infer<typeof consentSchema>;

/** One time the answer to marketing changed. */
export const consentChangeSchema = named(
  'ConsentChange',
  consentSchema.extend({
    id: z.string(),
    at: timeSchema,
    /** The words the person read in a flow; `hash` is the SHA-256 of `text` in UTF-8, hexadecimal. Null where nobody was asked by a flow, and of a withdrawal. */
    terms: z.object({ version: z.string(), hash: z.string(), text: z.string() }).nullable(),
  }),
);
export type ConsentChange = z.infer<typeof consentChangeSchema>;

export const contactSchema = named(
  'Contact',
  z.object({
    id: uuidSchema,
    channelId: uuidSchema,
    conversationId: uuidSchema.nullable(),
    /** LINE's user id; another channel gives the same person another one. */
    lineUserId: z.string(),
    displayName: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    language: z.string().nullable(),
    tags: z.array(z.string()),
    /** false: blocked the account, left LINE, or known from a group only. */
    isFriend: z.boolean(),
    /** First met. */
    createdAt: timeSchema,
    lastSeenAt: timeSchema.nullable(),
  }),
);
export type Contact = z.infer<typeof contactSchema>;

/** A row of the list of people. */
export const contactRowSchema = named('ContactRow', contactSchema.extend({ fields: jsonObjectSchema, consent: consentStateSchema, sourceId: uuidSchema.nullable() }));
export type ContactRow = z.infer<typeof contactRowSchema>;

export const contactDetailSchema = named(
  'ContactDetail',
  contactSchema.extend({
    fields: jsonObjectSchema,
    /** Keys of fields whose value does not fit the field's type. */
    unfitting: z.array(z.string()),
    session: sessionPositionSchema.nullable(),
    consent: consentSchema,
    /** The friend source whose code they sent first. */
    source: z.object({ id: uuidSchema, name: z.string(), at: timeSchema.nullable() }).nullable(),
  }),
);
export type ContactDetail = z.infer<typeof contactDetailSchema>;

// ---------------------------------------------------------------- the list

/** `name`: by display name, people without one last. `createdAt`: first met. `lastActive`: last turn, people who never wrote last. */
export const CONTACT_SORTS = ['name', 'createdAt', 'lastActive'] as const;
export const contactSortSchema = z.object({ by: z.enum(CONTACT_SORTS).default('createdAt'), direction: z.enum(['asc', 'desc']).default('desc') });
export type ContactSort = z.infer<typeof contactSortSchema>;

/** Columns the list can show; a custom field is `field:<key>`. */
export const CONTACT_COLUMNS = ['name', 'lineUserId', 'channel', 'language', 'tags', 'isFriend', 'consent', 'source', 'createdAt', 'lastActive'] as const;
export const contactColumnSchema = z.union([z.enum(CONTACT_COLUMNS), z.templateLiteral(['field:', z.string().min(1).max(40)])]);
export type ContactColumn = z.infer<typeof contactColumnSchema>;

/** Which people: all conditions that are given hold. Nothing given: everybody. */
export const contactFilterSchema = z.object({
  /** Part of the display name (any letters, also one Chinese character), or a whole LINE user id. */
  search: z.string().trim().max(120).optional(),
  /** A segment's definition, not saved. */
  filter: segmentSchema.optional(),
  segmentId: uuidSchema.optional(),
});
export type ContactFilter = z.infer<typeof contactFilterSchema>;

const viewBodySchema = z.object({ name: nameSchema, filter: contactFilterSchema, columns: z.array(contactColumnSchema).min(1).max(30), sort: contactSortSchema });
/** A saved way to look at the list, shared by the team. */
export const contactViewSchema = named('ContactListView', viewBodySchema.extend({ id: uuidSchema, createdAt: timeSchema }));
export type ContactListView = z.infer<typeof contactViewSchema>;

// ---------------------------------------------------------------- one person

/** Who or what changed something about a person; `by` is an i18n key below `contacts.causes`. */
export const changeCauseSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('flow'), flowId: z.string().nullable(), nodeId: z.string().nullable(), turnId: z.string().nullable() }),
  z.object({ by: z.literal('person'), personId: uuidSchema, name: z.string().nullable() }),
  /** Somebody's program, by a token of this person. */
  z.object({ by: z.literal('api'), personId: uuidSchema, name: z.string().nullable() }),
  z.object({ by: z.literal('import'), importId: uuidSchema, fileName: z.string().nullable() }),
  z.object({ by: z.literal('system') }),
]);
export type ChangeCause = z.infer<typeof changeCauseSchema>;

export const fieldChangeSchema = named(
  'FieldChange',
  z.object({ id: z.string(), field: z.string(), /** null: was empty. */ before: z.json(), /** null: is empty. */ after: z.json(), at: timeSchema, cause: changeCauseSchema }),
);
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** One thing said, by the person or to them, newest first. */
export const contactMessageSchema = named(
  'ContactMessage',
  z.object({
    id: z.string(),
    at: timeSchema,
    from: z.enum(['person', 'bot']),
    /** From the person: `message` (a LINE message), `tap` (a button), `friendAdded`, `friendRemoved`. From the bot: `message`. */
    kind: z.enum(['message', 'tap', 'friendAdded', 'friendRemoved']),
    /** LINE message objects (of the person: one); of a tap `[{ type: 'tap', data }]`. */
    messages: z.array(jsonObjectSchema),
    /** Of what the bot said; as in `Turn.messages`. */
    delivery: z
      .object({ by: z.enum(['reply', 'push', 'campaign']), state: z.enum(['waiting', 'sent', 'unknown', 'dropped', 'failed']), error: z.string().nullable() })
      .nullable(),
    /** The turn it belongs to: ask `getTurn` for the reasons. */
    turnId: z.string().nullable(),
    /** A stored picture, film, sound or file: `getMedia`. */
    mediaId: uuidSchema.nullable(),
  }),
);
export type ContactMessage = z.infer<typeof contactMessageSchema>;

/** What capabilities know about a person, for sections of their page: campaigns, games, bookings … */
export const contactFactsSchema = named(
  'ContactFacts',
  z.object({
    /** i18n key below `contacts.facts`: `campaigns`, `series`, `topics`, `polls`, `bingo`, `draws`, `vouchers`, `stampCards`, `bookings`. */
    kind: z.string(),
    items: z.array(z.object({ id: z.string(), title: z.string(), /** i18n key below `contacts.factStates`. */ state: z.string(), at: timeSchema, detail: z.string().nullable() })),
  }),
);
export type ContactFacts = z.infer<typeof contactFactsSchema>;

/** The people meant by something done to many: named, or a filter. */
const peopleSchema = z.union([z.object({ contactIds: z.array(uuidSchema).min(1).max(1000) }), contactFilterSchema]);

export const bulkJobSchema = named(
  'ContactBulkJob',
  z.object({ id: uuidSchema, state: z.enum(['running', 'done']), /** People looked at so far. */ seen: z.number().int(), changed: z.number().int(), /** Why it ended early: a sentence. */ problem: z.string().nullable(), startedAt: timeSchema, finishedAt: timeSchema.nullable() }),
);
export type ContactBulkJob = z.infer<typeof bulkJobSchema>;

export const contactExportSchema = named(
  'ContactExport',
  z.object({
    id: uuidSchema,
    /** Address of the file, made while it is read: `GET …/exports/:exportId/file`. */
    fileName: z.string(),
    columns: z.array(contactColumnSchema),
    createdAt: timeSchema,
    /** After that it has to be made anew. */
    expiresAt: timeSchema,
  }),
);
export type ContactExport = z.infer<typeof contactExportSchema>;

export const contactRoutes = {
  listContacts: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts',
    summary: 'People of the bot, newest first. `searchContacts` can do more.',
    tag: 'contacts',
    params: botParams,
    query: pageQuery.extend({ search: z.string().trim().max(120).optional() }),
    response: pageOf(contactSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  searchContacts: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contacts/search',
    summary: 'A page of the people who fit, in the order wanted.',
    tag: 'contacts',
    params: botParams,
    body: contactFilterSchema.extend({
      sort: contactSortSchema.default({ by: 'createdAt', direction: 'desc' }),
      cursor: z.string().min(1).max(2000).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(contactRowSchema),
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'people.read',
  }),
  countContacts: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contacts/count',
    summary: 'How many people fit. Exact where that is quick, else about so many.',
    tag: 'contacts',
    params: botParams,
    body: contactFilterSchema,
    response: z.object({ count: z.number().int(), isEstimate: z.boolean() }),
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'people.read',
  }),
  listContactViews: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-views',
    summary: 'Saved views of the list, by name.',
    tag: 'contacts',
    params: botParams,
    response: listOf(contactViewSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createContactView: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-views',
    summary: 'Save a view for the team.',
    tag: 'contacts',
    params: botParams,
    body: viewBodySchema,
    response: contactViewSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  updateContactView: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/contact-views/:viewId',
    summary: 'Replace a saved view.',
    tag: 'contacts',
    params: botParams.extend({ viewId: uuidSchema }),
    body: viewBodySchema,
    response: contactViewSchema,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  deleteContactView: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/contact-views/:viewId',
    summary: 'Delete a saved view; nobody in it is touched.',
    tag: 'contacts',
    params: botParams.extend({ viewId: uuidSchema }),
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getContact: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId',
    summary: 'One person: profile, tags, fields, consent, and where they stand.',
    tag: 'contacts',
    params: contactParams,
    response: contactDetailSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  updateContact: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/contacts/:contactId',
    summary: 'Change tags and fields. Values must fit the type of their field; null empties one.',
    tag: 'contacts',
    params: contactParams,
    body: z
      .object({
        addTags: z.array(tagNameSchema).max(100).default([]),
        removeTags: z.array(tagNameSchema).max(100).default([]),
        fields: z.record(fieldKeySchema, fieldValueSchema).default({}),
      })
      .refine((body) => body.addTags.length + body.removeTags.length + Object.keys(body.fields).length > 0, { message: 'Nothing is to be changed', params: { code: 'nothingToChange' } }),
    response: contactDetailSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  setConsent: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/contacts/:contactId/consent',
    summary: 'Write down whether this person agreed to marketing messages.',
    tag: 'contacts',
    params: contactParams,
    body: z.object({ state: consentStateSchema, note: z.string().trim().max(400).default('') }),
    response: consentSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  listConsentChanges: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/consent-changes',
    summary: 'What this person said to marketing over time, newest first, with the words they were asked with.',
    tag: 'contacts',
    params: contactParams,
    query: pageQuery,
    response: pageOf(consentChangeSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listFieldChanges: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/field-changes',
    summary: 'What was changed in the fields of this person, by whom or what, newest first; the last 50 of each field.',
    tag: 'contacts',
    params: contactParams,
    query: pageQuery.extend({ field: fieldKeySchema.optional() }),
    response: pageOf(fieldChangeSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listContactMessages: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/messages',
    summary: 'What was said in both directions, newest first.',
    tag: 'contacts',
    params: contactParams,
    query: pageQuery,
    response: pageOf(contactMessageSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  listContactFacts: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/facts',
    summary: 'What campaigns, games and other parts know about this person; the latest of each.',
    tag: 'contacts',
    params: contactParams,
    response: listOf(contactFactsSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  changeContacts: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contacts/change',
    summary: 'Add and take away tags for many people, in the background.',
    tag: 'contacts',
    params: botParams,
    body: z.object({ people: peopleSchema, addTags: z.array(tagNameSchema).max(20).default([]), removeTags: z.array(tagNameSchema).max(20).default([]) }),
    response: bulkJobSchema,
    status: 202,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getContactChange: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/changes/:jobId',
    summary: 'How far a change of many people is.',
    tag: 'contacts',
    params: botParams.extend({ jobId: uuidSchema }),
    response: bulkJobSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createContactExport: defineRoute({
    method: 'POST',
    path: '/bots/:botId/contact-exports',
    summary: 'Prepare a CSV file of the people who fit; open `…/file` to get it. Cells that a spreadsheet could take for a formula are escaped.',
    tag: 'contacts',
    params: botParams,
    body: z.object({ people: peopleSchema, columns: z.array(contactColumnSchema).min(1).max(220) }),
    response: contactExportSchema,
    status: 201,
    errors: ['notFound', 'blocked'],
    auth: 'person',
    permission: 'people.export',
  }),
  getContactExport: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contact-exports/:exportId/file',
    summary: 'The CSV file, UTF-8 with a byte order mark, written while it is read.',
    tag: 'contacts',
    params: botParams.extend({ exportId: uuidSchema }),
    response: z.string(),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.export',
    produces: 'text/csv; charset=utf-8',
  }),
  exportPersonalData: defineRoute({
    method: 'GET',
    path: '/bots/:botId/contacts/:contactId/personal-data',
    summary: 'Everything stored about one person, as one JSON file.',
    tag: 'contacts',
    params: contactParams,
    response: jsonObjectSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.export',
  }),
  deleteContact: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/contacts/:contactId',
    summary: 'Delete a person with everything stored about them. It cannot be undone; writing again makes them somebody new.',
    tag: 'contacts',
    params: contactParams,
    response: null,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.export',
  }),
} as const;
