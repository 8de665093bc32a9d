import { z } from 'zod';
import { defineNode } from '../defineNode';
import { tagName } from '../fields/names';

/** Gives the contact a tag. */
export const addTagSchema = z.strictObject({ tag: tagName });
export type AddTagData = z.infer<typeof addTagSchema>;

export const addTagDefinition = defineNode({
  type: 'addTag',
  kind: 'data',
  icon: 'tag',
  schema: addTagSchema,
  defaults: () => ({ tag: '' }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
