import { type BotSnapshot, type ContactSnapshot, type JsonObject, type LineMessage, type NodeRunner, renderTemplate, type RunContext, type Scope, type Session } from '@chatloom/engine';
import { type LocalizedText, resolveText } from '@chatloom/flow';

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

/** What came of one block for one person. */
export interface RenderedBlock {
  /** Messages LINE will take; empty when nothing is left to say to this person. */
  messages: LineMessage[];
  /** Why a text was cut or a message left out: trace codes of the flow runtime. */
  notes: { code: string; params?: JsonObject }[];
}

/**
 * The messages of a message node outside of a flow: there is no session, so nothing can be quoted and no tap leads anywhere.
 * @param data fits the schema of the node's definition
 * @param at tells the blocks of one send apart
 */
export function renderBlock(runner: NodeRunner, data: unknown, reader: BlockReader, at: number): RenderedBlock {
  const notes: RenderedBlock['notes'] = [];
  const { effects = [] } = runner.enter(data, contextOf(String(at), reader, notes));
  return { messages: effects.flatMap((effect) => (effect.type === 'sendMessages' ? effect.messages : [])), notes };
}

function contextOf(nodeId: string, reader: BlockReader, notes: RenderedBlock['notes']): RunContext {
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
