import { createEngine, SPECIFICITY } from '@chatloom/engine';
import type { BotSnapshot, ContactSnapshot, Input, KeywordRule, NodeRunner, TriggerIndex } from '@chatloom/engine';
import type { FlowDocument, NodeDefinition } from '@chatloom/flow';
import { z } from 'zod';

/** What routing one message costs. */
export interface RoutingFigures {
  flows: number;
  keywords: number;
  /** Building the index of all live flows once, ms. */
  buildMs: number;
  /** Mean processor time and 99th percentile of the wall clock of one message, microseconds. */
  meanUs: number;
  p99Us: number;
  /** Messages that found a trigger, of all. */
  matched: number;
  messages: number;
}

/**
 * Measures one message against `flows` flows with `keywords` keywords in all (of every ten: five whole messages, two
 * beginnings, two parts, one pattern), half of the messages hitting one. Words and order are the same every time.
 */
export function benchRouting({ flows = 200, keywords = 5_000, messages = 20_000 } = {}): RoutingFigures {
  const start = performance.now();
  const index = buildIndex(flows, keywords);
  const buildMs = performance.now() - start;
  const texts = Array.from({ length: messages }, (_, number) => (number % 2 === 0 ? word(number % keywords) : `I would like to know something else, number ${number}`));
  const match = (text: string): number => index.match(says(text), PLACE).length;
  // The first thousands are for the compiler.
  for (const text of texts.slice(0, 5_000)) match(text);
  let matched = 0;
  const times = new Float64Array(messages);
  const used = process.cpuUsage();
  texts.forEach((text, number) => {
    const before = performance.now();
    if (match(text) > 0) matched += 1;
    times[number] = (performance.now() - before) * 1_000;
  });
  const { user, system } = process.cpuUsage(used);
  const meanUs = (user + system) / messages;
  times.sort();
  return { flows, keywords, buildMs, meanUs, p99Us: times[Math.floor(messages * 0.99)]!, matched, messages };
}

const PLACE: { bot: BotSnapshot; contact: ContactSnapshot } = {
  bot: { id: 'bot', name: 'Bench', timeZone: 'UTC' },
  contact: { id: 'ann', fields: {}, tags: [], isFriend: true, createdAt: 0 },
};

function says(text: string): Input {
  return { type: 'messageReceived', at: 0, message: { id: '1', type: 'text', text } };
}

/** Words of four scripts that share beginnings, as keywords of one business do. */
function word(number: number): string {
  const stems = ['book', 'order', '予約', 'คิว', 'メニュー'];
  return `${stems[number % stems.length]}${number}`;
}

const MODES: KeywordRule['mode'][] = ['equals', 'equals', 'equals', 'equals', 'equals', 'startsWith', 'startsWith', 'contains', 'contains', 'pattern'];

function ruleOf(number: number): KeywordRule {
  const mode = MODES[number % MODES.length]!;
  return { mode, text: mode === 'pattern' ? `^${word(number)}( please)?$` : word(number) };
}

function buildIndex(flowCount: number, keywordCount: number): TriggerIndex {
  const keyword: NodeDefinition = {
    type: 'keyword',
    kind: 'trigger',
    icon: 'message',
    schema: z.object({ rules: z.array(z.object({ mode: z.enum(['equals', 'startsWith', 'contains', 'pattern']), text: z.string() })) }),
    defaults: () => ({ rules: [] }),
    ports: () => [],
  };
  const anyMessage: NodeDefinition = { ...keyword, type: 'sticker', schema: z.object({}) };
  const leave: NodeRunner['enter'] = () => ({ then: { go: 'exit', port: 'next' } });
  const engine = createEngine({
    definitions: { keyword, sticker: anyMessage },
    runners: {
      keyword: { enter: leave, keywords: (data: { rules: KeywordRule[] }) => data.rules },
      sticker: { enter: leave, matches: (_data, input) => input.type === 'messageReceived' && input.message.type === 'sticker' && { specificity: SPECIFICITY.any } },
    },
  });
  const perFlow = Math.ceil(keywordCount / flowCount);
  const live = Array.from({ length: flowCount }, (_, flow) => {
    const rules = Array.from({ length: perFlow }, (_unused, index) => ruleOf(flow * perFlow + index));
    const document: FlowDocument = {
      formatVersion: 1,
      name: `Flow ${flow}`,
      language: 'en',
      nodes: { words: { type: 'keyword', data: { rules } }, sticker: { type: 'sticker', data: {} } },
      edges: [],
      layout: { nodes: {} },
    };
    return engine.compileFlow({ flowId: `f${flow}`, versionId: `v${flow}`, document });
  });
  return engine.createFlowLibrary({ live }).triggers();
}
