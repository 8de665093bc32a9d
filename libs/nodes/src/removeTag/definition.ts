import { z } from 'zod';
import { defineNode } from '../defineNode';
import { tagName } from '../fields/names';

/** Takes a tag from the contact. */
export const removeTagSchema = z.strictObject({ tag: tagName });
export type RemoveTagData = z.infer<typeof removeTagSchema>;

export const removeTagDefinition = defineNode({
  type: 'removeTag',
  kind: 'data',
  icon: 'tag-off',
  schema: removeTagSchema,
  defaults: () => ({ tag: '' }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
