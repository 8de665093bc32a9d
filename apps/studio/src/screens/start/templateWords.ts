import type { RouteOutput } from '../../api/call';

type Document = RouteOutput<'GET /templates'>['items'][number]['document'];
type Words = string | Record<string, string>;

/** LINE's limit of a text message, UTF-16 units (FACTS §7). */
export const TEXT_MAX_UTF16 = 5_000;
/** More questions than this before anything works, and people leave. */
const ANSWERS_MAX = 2;

/** Words of a template that a shop writes itself: what the bot says first, and answers to keywords. */
export interface OwnWords {
  nodeId: string;
  field: 'text' | 'question';
  kind: 'opening' | 'answer';
  /** The word that brings this answer. */
  keyword?: string;
  text: string;
}

/** The words in one language: that very one, its base, the other's, or the first there is. */
export function wordsIn(words: unknown, language: string, otherwise: string): string {
  if (typeof words === 'string') return words;
  if (typeof words !== 'object' || words === null) return '';
  const byLanguage = words as Record<string, string>;
  const base = language.split('-')[0]!;
  return byLanguage[language] ?? Object.entries(byLanguage).find(([tag]) => tag.split('-')[0] === base)?.[1] ?? byLanguage[otherwise] ?? Object.values(byLanguage)[0] ?? '';
}

/** The words worth asking for, in the order a customer would meet them: the opening, then answers to keywords. */
export function ownWords(document: Document, language: string): OwnWords[] {
  const next = new Map<string, string[]>();
  for (const edge of document.edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const asked = new Set<string>();
  const found = Object.entries(document.nodes)
    .filter(([, node]) => node.type.endsWith('Trigger'))
    .flatMap(([id, trigger]): (OwnWords & { triggerType: string })[] => {
      const speaker = firstSpeaker(document, next, id);
      if (!speaker || asked.has(speaker.nodeId)) return [];
      asked.add(speaker.nodeId);
      const keyword = keywordIn(trigger.data, language);
      const text = wordsIn(document.nodes[speaker.nodeId]!.data[speaker.field], language, document.language);
      const words = { ...speaker, text, triggerType: trigger.type };
      return [keyword === undefined ? { ...words, kind: 'opening' } : { ...words, kind: 'answer', keyword }];
    });
  // A flow that only starts by keywords opens with its first answer.
  const greeting = found.find(({ triggerType }) => triggerType === 'friendAddedTrigger');
  const opening = greeting ?? found.find(({ kind }) => kind === 'opening') ?? found[0];
  if (!opening) return [];
  const answers = found.filter((words) => words !== opening && words.kind === 'answer').slice(0, ANSWERS_MAX);
  return [{ ...opening, kind: 'opening' as const }, ...answers].map(({ triggerType: _, ...words }) => words);
}

/** The template, as it is in the bot's language, with the shop's own words in it. Words left as they were keep all their languages. */
export function fillTemplate(document: Document, given: { name: string; language: string; words: { nodeId: string; field: string; text: string }[] }): Document {
  const nodes = { ...document.nodes };
  for (const { nodeId, field, text } of given.words) {
    const node = nodes[nodeId];
    if (!node || wordsIn(node.data[field], given.language, document.language) === text) continue;
    nodes[nodeId] = { ...node, data: { ...node.data, [field]: text satisfies Words } };
  }
  return { ...document, name: given.name, language: given.language, nodes };
}

const SHOP = /\{\{\s*bot\.name[^}]*\}\}/g;
const CUSTOMER = /\{\{\s*contact\.(?:displayName|name)[^}]*\}\}/g;

/** A text to be edited by somebody who knows no variables: the shop's name filled in, the customer's as a word in brackets. */
export const toEditable = (text: string, shop: string, customerWord: string): string => text.replace(SHOP, () => shop).replace(CUSTOMER, () => customerWord);

/** The edited text with the customer's name as it stood in the original again. */
export function fromEditable(edited: string, original: string, customerWord: string): string {
  const variable = original.match(CUSTOMER)?.[0];
  return variable ? edited.replaceAll(customerWord, () => variable) : edited;
}

/** How words will read to a customer called Ann. */
export const readAloud = (text: string, shop: string): string => toEditable(text, shop, 'Ann');

/** Scripts that tell a keyword's language; Japanese is told from Chinese by coming after it in the templates. */
const SCRIPTS: Record<string, RegExp> = { th: /\p{Script=Thai}/u, ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, zh: /\p{Script=Han}/u, en: /^[\x20-\x7e]+$/ };

/** The word to show for a trigger: one in the reader's language when there is one. */
function keywordIn(data: Record<string, unknown>, language: string): string | undefined {
  const rules = data['rules'];
  if (!Array.isArray(rules)) return undefined;
  const words = (rules as { mode?: string; text?: unknown }[]).flatMap(({ mode, text }) => (mode !== 'pattern' && typeof text === 'string' && text !== '' ? [text] : []));
  const base = language.split('-')[0]!;
  const script = SCRIPTS[base];
  const own = script ? words.filter((word) => script.test(word)) : [];
  const kana = own.find((word) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word));
  return (base === 'ja' ? (kana ?? own.at(-1)) : own[0]) ?? words[0];
}

/** The nearest node that says something in words, breadth first. */
function firstSpeaker(document: Document, next: Map<string, string[]>, start: string): Pick<OwnWords, 'nodeId' | 'field'> | undefined {
  const queue = [start];
  const seen = new Set(queue);
  for (let nodeId = queue.shift(); nodeId !== undefined; nodeId = queue.shift()) {
    const data = document.nodes[nodeId]?.data ?? {};
    const field = (['text', 'question'] as const).find((name) => typeof data[name] === 'string' || (typeof data[name] === 'object' && data[name] !== null));
    if (field && nodeId !== start) return { nodeId, field };
    for (const target of next.get(nodeId) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return undefined;
}
