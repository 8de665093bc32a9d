import { z } from 'zod';
import { defineNode } from '../defineNode';
import { askDefaults, askFields, askPorts } from '../fields/askFields';
import { ownLabel } from '../fields/ownLabel';

/** Asks for a place; a quick reply opens the map. Kept as `{ title, address, latitude, longitude }`. */
export const askLocationSchema = z.strictObject({ ...askFields, buttonLabel: ownLabel });
export type AskLocationData = z.infer<typeof askLocationSchema>;

export const askLocationDefinition = defineNode({
  type: 'askLocation',
  kind: 'ask',
  icon: 'map-pin-question',
  sends: 'reply',
  waits: 'answer',
  schema: askLocationSchema,
  defaults: () => ({ ...askDefaults }),
  ports: (data) => askPorts(data),
});
