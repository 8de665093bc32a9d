import { fieldName } from '@chatloom/nodes/definitions';
import { z } from 'zod';
import { botParams, listOf, timeSchema } from './common';
import { named } from './named';
import { defineRoute } from './route';
import { flowUseSchema } from './tag';

/**
 * Kinds of contact fields, and how a value is stored (in `contact.fields`, jsonb):
 * `text` a string; `number` a number; `date` `"2026-12-24"`; `dateTime` ISO 8601 in UTC, `"2026-12-24T09:00:00.000Z"`; `boolean` true or
 * false; `choice` the key of an option; `multiChoice` a list of keys. Flows may have written something else (a number as
 * text): it stays as it is and is shown with `isFitting: false`.
 */
export const FIELD_TYPES = ['text', 'number', 'date', 'dateTime', 'boolean', 'choice', 'multiChoice'] as const;
export const fieldTypeSchema = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof fieldTypeSchema>;

/** Name of a field as flows write it in `{{ field.name }}`. */
export const fieldKeySchema = fieldName;

export const fieldOptionSchema = z.object({ key: z.string().trim().min(1).max(64), label: z.string().trim().min(1).max(120) });
export type FieldOption = z.infer<typeof fieldOptionSchema>;

/** What a field can hold; null empties it. Which of these fit is decided by the type of the field. */
export const fieldValueSchema = z.union([z.string().max(5000), z.number(), z.boolean(), z.array(z.string().max(64)).max(100), z.null()]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

const labelSchema = z.string().trim().min(1).max(120);
const descriptionSchema = z.string().trim().max(400);
const optionsSchema = z
  .array(fieldOptionSchema)
  .max(100)
  .refine((options) => new Set(options.map(({ key }) => key)).size === options.length, { message: 'Each option needs a key of its own', params: { code: 'optionTwice' } });

export const fieldSchema = named(
  'ContactField',
  z.object({
    key: z.string(),
    label: z.string(),
    type: fieldTypeSchema,
    /** Of `choice` and `multiChoice`; empty for the others. */
    options: z.array(fieldOptionSchema),
    description: z.string(),
    /** false: met in people's data or in flows, but not described by anybody; it counts as text. */
    isDefined: z.boolean(),
    createdAt: timeSchema.nullable(),
  }),
);
export type ContactField = z.infer<typeof fieldSchema>;

const fieldParams = botParams.extend({ field: z.string().min(1).max(40) });

export const fieldRoutes = {
  listFields: defineRoute({
    method: 'GET',
    path: '/bots/:botId/fields',
    summary: 'Fields people can have, those described first, in their order.',
    tag: 'fields',
    params: botParams,
    response: listOf(fieldSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  createField: defineRoute({
    method: 'POST',
    path: '/bots/:botId/fields',
    summary: 'Describe a field: its name in flows, its label and its type.',
    tag: 'fields',
    params: botParams,
    body: z.object({ key: fieldKeySchema, label: labelSchema, type: fieldTypeSchema, options: optionsSchema.default([]), description: descriptionSchema.default('') }),
    response: fieldSchema,
    status: 201,
    errors: ['notFound', 'conflict'],
    auth: 'person',
    permission: 'people.edit',
  }),
  updateField: defineRoute({
    method: 'PATCH',
    path: '/bots/:botId/fields/:field',
    summary: 'Change label, type, options or description. Values people have already are not touched; those that do not fit any more are marked.',
    tag: 'fields',
    params: fieldParams,
    body: z.object({ label: labelSchema.optional(), type: fieldTypeSchema.optional(), options: optionsSchema.optional(), description: descriptionSchema.optional() }),
    response: fieldSchema,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  orderFields: defineRoute({
    method: 'PUT',
    path: '/bots/:botId/fields/order',
    summary: 'The order fields are shown in.',
    tag: 'fields',
    params: botParams,
    body: z.object({ keys: z.array(fieldKeySchema).max(500) }),
    response: listOf(fieldSchema),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
  getFieldUse: defineRoute({
    method: 'GET',
    path: '/bots/:botId/fields/:field/use',
    summary: 'How many people have a value, and what names the field. Ask before deleting.',
    tag: 'fields',
    params: fieldParams,
    response: z.object({ contacts: z.number().int(), isEstimate: z.boolean(), flows: z.array(flowUseSchema), others: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string() })) }),
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.read',
  }),
  deleteField: defineRoute({
    method: 'DELETE',
    path: '/bots/:botId/fields/:field',
    summary: 'Forget the description. What people have in the field stays, as an undescribed field, unless `values=delete`: then it is taken away in the background.',
    tag: 'fields',
    params: fieldParams,
    query: z.object({ values: z.enum(['keep', 'delete']).default('keep') }),
    response: null,
    errors: ['notFound'],
    auth: 'person',
    permission: 'people.edit',
  }),
} as const;
