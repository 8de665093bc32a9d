import { z } from 'zod';
import { seriesSchema } from './series';

/** The newest shape of the flow document. Older ones are lifted by `migrateDocument`. */
export const FLOW_FORMAT_VERSION = 1;

/** Ids inside a document: short, url-safe, never a prototype key. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has 1 to 64 letters, digits, "-" and "_".')
  .refine((id) => !['__proto__', 'constructor', 'prototype'].includes(id));

/**
 * Words a customer reads: one string for everybody, or one per language.
 * `{ "ja": "はい", "en": "Yes" }` is resolved by `resolveText` (contact's language → its base → the flow's → the first).
 */
export const localizedTextSchema = z.union([z.string(), z.record(z.string(), z.string())]);
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** One step of the conversation. `data` is checked by the schema of its type (`NodeDefinition.schema`). */
export const flowNodeSchema = z.object({
  type: z.string().min(1).max(64),
  /** The designer's own name for the step; the type's title is shown when empty. */
  title: z.string().max(80).optional(),
  data: z.record(z.string(), z.unknown()),
});
export type FlowNode = z.infer<typeof flowNodeSchema>;

/** From a port of one node to another node. Edges join ids, never names. */
export const flowEdgeSchema = z.object({ id: idSchema, from: idSchema, port: z.string().min(1).max(64), to: idSchema });
export type FlowEdge = z.infer<typeof flowEdgeSchema>;

/** A place on the canvas, in its own units. */
export const positionSchema = z.object({ x: z.number(), y: z.number() });

/** A note stuck on the canvas. */
export const noteSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  text: z.string().max(2000),
  color: z.string().max(16),
});

/** Where things are drawn; never looked at by the engine. */
export const flowLayoutSchema = z.object({
  nodes: z.record(idSchema, positionSchema),
  notes: z.record(idSchema, noteSchema).optional(),
});
export type FlowLayout = z.infer<typeof flowLayoutSchema>;

/** A conversation graph as it is saved, exported and imported: JSON with sorted keys. */
export const flowDocumentSchema = z.object({
  formatVersion: z.literal(FLOW_FORMAT_VERSION),
  name: z.string().min(1).max(120),
  /** BCP 47 tag of the language the plain strings are written in. */
  language: z.string().min(2).max(16),
  nodes: z.record(idSchema, flowNodeSchema),
  edges: z.array(flowEdgeSchema),
  layout: flowLayoutSchema,
  /** Makes it a series. */
  series: seriesSchema.optional(),
});
export type FlowDocument = z.infer<typeof flowDocumentSchema>;
