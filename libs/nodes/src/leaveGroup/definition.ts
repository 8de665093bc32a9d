import { z } from 'zod';
import { defineNode } from '../defineNode';

/** The bot leaves the group or room, after everything it said before. Nothing can follow. In a 1:1 chat only the flow ends. */
export const leaveGroupSchema = z.strictObject({});

export const leaveGroupDefinition = defineNode({
  type: 'leaveGroup',
  kind: 'branch',
  icon: 'door-exit',
  schema: leaveGroupSchema,
  defaults: () => ({}),
  ports: () => [],
});
