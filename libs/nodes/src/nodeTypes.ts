/** Every node type there is, in the order of the palette. `definitions.ts` and `runtime.ts` must have them all. */
export const NODE_TYPES = [
  'friendAddedTrigger',
  'keywordTrigger',
  'messageTrigger',
  'postbackTrigger',
  'text',
  'image',
  'buttons',
  'askText',
  'askChoice',
  'condition',
  'setField',
  'addTag',
  'end',
  'delay',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];
