import type { NodeDefinition } from '@chatloom/flow';
import { addTagDefinition } from './addTag/definition';
import { askChoiceDefinition } from './askChoice/definition';
import { askTextDefinition } from './askText/definition';
import { buttonsDefinition } from './buttons/definition';
import { conditionDefinition } from './condition/definition';
import { delayDefinition } from './delay/definition';
import { endDefinition } from './end/definition';
import { friendAddedTriggerDefinition } from './friendAddedTrigger/definition';
import { imageDefinition } from './image/definition';
import { keywordTriggerDefinition } from './keywordTrigger/definition';
import { messageTriggerDefinition } from './messageTrigger/definition';
import type { NodeType } from './nodeTypes';
import { postbackTriggerDefinition } from './postbackTrigger/definition';
import { setFieldDefinition } from './setField/definition';
import { textDefinition } from './text/definition';

/** The shared half of every node type; a type without it does not compile. */
export const nodeDefinitions = {
  friendAddedTrigger: friendAddedTriggerDefinition,
  keywordTrigger: keywordTriggerDefinition,
  messageTrigger: messageTriggerDefinition,
  postbackTrigger: postbackTriggerDefinition,
  text: textDefinition,
  image: imageDefinition,
  buttons: buttonsDefinition,
  askText: askTextDefinition,
  askChoice: askChoiceDefinition,
  condition: conditionDefinition,
  setField: setFieldDefinition,
  addTag: addTagDefinition,
  end: endDefinition,
  delay: delayDefinition,
} satisfies Record<NodeType, NodeDefinition>;

export { NODE_TYPES, type NodeType } from './nodeTypes';
export * from './fieldHints';
