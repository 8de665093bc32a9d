import type { Block } from '@chatloom/contract';
import { type BotSnapshot, type ContactSnapshot, type JsonObject, type LineMessage, type NodeRunner, type RunContext, renderTemplate, type Scope, type Session } from '@chatloom/engine';
import { type LocalizedText, resolveText } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';

/** For whom blocks are filled in, and when. */
export interface BlockReader {
  contact: ContactSnapshot;
  bot: BotSnapshot;
  /** Epoch ms. */
  now: number;
  /** Language of texts where the contact's own is missing; BCP 47. */
  language?: string;
  /** Read by `{{ answer.… }}`; what a series or topic knows of this send, e.g. the item of a feed. */
  answers?: JsonObject;
  /** What `{{ flow.… }}` says. */
  source?: { id: string; name: string };
}

/** What came of blocks for one person. */
export interface RenderedBlocks {
  /** 0 to 5 messages LINE will take; empty when nothing is left to say to this person. */
  messages: LineMessage[];
  /** Why a text was cut or a message left out: trace codes of the flow runtime. */
  notes: { code: string; params?: JsonObject }[];
}

/**
 * The LINE messages of blocks for one person, made by the runners of the message nodes they are, so that a block looks the same in a
 * campaign, a series and a flow. Data that does not fit its schema gives no message (`checkBlocks` says so beforehand).
 */
export function renderBlocks(blocks: readonly Block[], reader: BlockReader): RenderedBlocks {
  const notes: RenderedBlocks['notes'] = [];
  const messages = blocks.flatMap(({ type, data }, at): LineMessage[] => {
    const parsed = nodeDefinitions[type].schema.safeParse(data);
    if (!parsed.success) {
      notes.push({ code: 'messageLeftOut', params: { messageType: type } });
      return [];
    }
    const runner: NodeRunner = nodeRunners[type];
    const { effects = [] } = runner.enter(parsed.data, contextOf(String(at), reader, notes));
    return effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages : []));
  });
  return { messages, notes };
}

/** What a message node may look at; there is no session, so nothing can be quoted and no tap leads anywhere. */
function contextOf(nodeId: string, reader: BlockReader, notes: RenderedBlocks['notes']): RunContext {
  const { contact, bot, now, answers = {}, source = { id: '', name: '' } } = reader;
  const scope: Scope = { now, timeZone: bot.timeZone, contact, bot, flow: source, answers };
  const session: Session = { id: '', frames: [], wait: null, answers, startedAt: now, steps: 0 };
  return {
    nodeId,
    env: { now, random: () => 0, newId: () => nodeId, contact, bot, flows: NO_FLOWS },
    flow: NO_FLOW,
    session,
    render: (text: LocalizedText | undefined) => renderTemplate(resolveText(text, [contact.language, reader.language]), scope),
    evaluate: () => undefined,
    tapData: (port) => `block:${port}`,
    trace: (code, params) => void notes.push(params === undefined ? { code } : { code, params }),
  };
}

const NO_FLOWS: RunContext['env']['flows'] = { live: () => undefined, version: () => undefined, all: () => [], triggers: () => ({ match: () => [] }) };
const NO_FLOW: RunContext['flow'] = {
  flowId: '',
  versionId: '',
  document: { formatVersion: 1, name: '', language: 'en', nodes: {}, edges: [], layout: { nodes: {} } },
  next: new Map(),
  data: () => undefined,
};
