import { DEFAULT_TRIGGER_PRIORITY, triggersOf } from '../compileFlow';
import { InvalidNodeDataError } from '../errors';
import type { ChatSnapshot, CompiledFlow, Input, JsonObject, NodeRunner, NodeRunners, TriggerData, TriggerIndex, TriggerMatch } from '../types';
import { KeywordIndex } from './keywordIndex';
import { mentionsBot, withoutMentionsOfBot } from './mentions';
import { SPECIFICITY } from './specificity';

/**
 * All triggers of the live flows in one look-up. Best first: visible priority, then how exactly it matched, then the
 * order of the flows, then the node id; so the same input always has the same winner. A trigger of a draft whose data
 * does not fit its schema yet starts nothing.
 */
export function buildTriggerIndex(runners: NodeRunners, live: readonly CompiledFlow[]): TriggerIndex {
  const keywords = new KeywordIndex<Entry>();
  const others: Entry[] = [];
  let order = 0;
  for (const flow of live) {
    for (const { nodeId, type } of triggersOf(flow)) {
      const runner = Object.hasOwn(runners, type) ? runners[type] : undefined;
      const data = runner && dataOf(flow, nodeId);
      if (!runner || data === undefined) continue;
      order += 1;
      const {
        priority = DEFAULT_TRIGGER_PRIORITY, whileRunning = 'interrupt', where = 'everywhere', onlyMentioned = false, conversation = 'group',
      } = data as Partial<TriggerData>;
      const entry: Entry = { order, flowId: flow.flowId, nodeId, priority, whileRunning, where, onlyMentioned, conversation, runner, data };
      for (const rule of runner.keywords?.(data) ?? []) keywords.add(entry, rule);
      if (runner.matches) others.push(entry);
    }
  }
  return {
    match(input, context) {
      const best = new Map<Entry, { specificity: number; because: JsonObject }>();
      const inGroup = isGroup(context.chat);
      const add = (entry: Entry, specificity: number, because: JsonObject): void => {
        if (!listens(entry, inGroup, input)) return;
        const known = best.get(entry);
        if (!known || specificity > known.specificity) best.set(entry, { specificity, because });
      };
      const text = textOf(input);
      if (text !== undefined) {
        for (const { owner, rule } of keywords.find(text)) add(owner, SPECIFICITY[rule.mode], { mode: rule.mode, keyword: rule.text });
      }
      const { bot, contact, chat } = context;
      for (const entry of others) {
        // Written out: spreading `context` made this loop twenty times as slow.
        const result = entry.runner.matches!(entry.data, input, { bot, contact, chat, flowId: entry.flowId, nodeId: entry.nodeId });
        if (result) add(entry, result.specificity, { input: input.type });
      }
      return [...best]
        .sort(
          ([a, left], [b, right]) => b.priority - a.priority || right.specificity - left.specificity || a.order - b.order,
        )
        .map(([{ flowId, nodeId, priority, whileRunning, conversation }, found]): TriggerMatch => ({ flowId, nodeId, priority, whileRunning, conversation, ...found }));
    },
  };
}

interface Entry extends Required<TriggerData> {
  order: number;
  flowId: string;
  nodeId: string;
  runner: NodeRunner;
  data: unknown;
}

function isGroup(chat: ChatSnapshot | undefined): boolean {
  return chat !== undefined && chat.kind !== 'user';
}

/** Does this trigger listen to this chat at all? */
function listens({ where, onlyMentioned }: Entry, inGroup: boolean, input: Input): boolean {
  if (where === (inGroup ? 'oneToOne' : 'groups')) return false;
  return !inGroup || !onlyMentioned || (input.type === 'messageReceived' && mentionsBot(input.message));
}

function textOf(input: Input): string | undefined {
  if (input.type !== 'messageReceived' || input.message.type !== 'text') return undefined;
  return typeof input.message.text === 'string' ? withoutMentionsOfBot(input.message) : undefined;
}

function dataOf(flow: CompiledFlow, nodeId: string): unknown {
  try {
    return flow.data(nodeId);
  } catch (error) {
    if (error instanceof InvalidNodeDataError) return undefined;
    throw error;
  }
}
