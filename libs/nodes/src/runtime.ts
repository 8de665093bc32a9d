import type { NodeRunner } from '@chatloom/engine';
import { runAddTag } from './addTag/run';
import { runAskChoice } from './askChoice/run';
import { runAskText } from './askText/run';
import { runButtons } from './buttons/run';
import { runCondition } from './condition/run';
import { runDelay } from './delay/run';
import { runEnd } from './end/run';
import { runFriendAddedTrigger } from './friendAddedTrigger/run';
import { runImage } from './image/run';
import { runKeywordTrigger } from './keywordTrigger/run';
import { runMessageTrigger } from './messageTrigger/run';
import type { NodeType } from './nodeTypes';
import { runPostbackTrigger } from './postbackTrigger/run';
import { runSetField } from './setField/run';
import { runText } from './text/run';

/** The server half of every node type; a type without it does not compile. */
export const nodeRunners = {
  friendAddedTrigger: runFriendAddedTrigger,
  keywordTrigger: runKeywordTrigger,
  messageTrigger: runMessageTrigger,
  postbackTrigger: runPostbackTrigger,
  text: runText,
  image: runImage,
  buttons: runButtons,
  askText: runAskText,
  askChoice: runAskChoice,
  condition: runCondition,
  setField: runSetField,
  addTag: runAddTag,
  end: runEnd,
  delay: runDelay,
} satisfies Record<NodeType, NodeRunner>;
