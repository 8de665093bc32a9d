import { z } from 'zod';
import { defineNode } from '../defineNode';

/**
 * Marks what the person wrote as read (FACTS §3 "Sending"). Only accounts whose "Chat" is switched on leave messages
 * unread; elsewhere LINE marks them by itself.
 */
export const markAsReadSchema = z.strictObject({});
export type MarkAsReadData = z.infer<typeof markAsReadSchema>;

export const markAsReadDefinition = defineNode({
  type: 'markAsRead',
  kind: 'message',
  icon: 'checks',
  schema: markAsReadSchema,
  defaults: () => ({}),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
