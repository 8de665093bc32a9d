import type { FlowNode, LocalizedText, NodeDefinition, NodeKind, Port } from '@chatloom/flow';
import type { CardPreview, PreviewWords } from '@chatloom/nodes/editor';
import { countLines } from './textLines';

/** Sizes of a card in canvas pixels; the CSS of `Card.module.css` uses the same numbers. */
export const CARD = {
  width: 264,
  headHeight: 56,
  targetY: 26,
  lineHeight: 20,
  /** Inner width of the preview box. */
  textWidth: 218,
  boxPadding: 8,
  boxGap: 8,
  pictureHeight: 72,
  portHeight: 34,
  bottom: 6,
  portSize: 14,
  maxLines: 3,
  maxPorts: 6,
} as const;

/** One exit as the card draws it. */
export interface CardPort {
  id: string;
  label: string;
  optional: boolean;
}

/** Everything a card shows, ready in words: what the DOM card and the far-away painter both draw. */
export interface CardModel {
  type: string;
  kind: NodeKind;
  icon: string;
  kindWord: string;
  title: string;
  text: string;
  lines: number;
  picture?: string;
  /** Exits with a row of their own. */
  ports: CardPort[];
  /** Exits beyond the sixth; their wires leave from the "+ 4 more" row. */
  morePorts: CardPort[];
  isTrigger: boolean;
  height: number;
}

/** What `cardModel` needs to know about a node's type. */
export interface CardSource {
  definition: NodeDefinition | undefined;
  preview: ((data: never, words: PreviewWords) => CardPreview) | undefined;
}

/**
 * The card of a node. Never throws: a node with broken data or of an unknown type still gets a card
 * (with its type as title), because the designer must be able to see and delete it.
 */
export function cardModel(node: FlowNode, source: CardSource, words: PreviewWords): CardModel {
  const { definition } = source;
  const preview = safely(() => source.preview?.(node.data as never, words), undefined) ?? {};
  const all = nodePorts(node, definition).map((port) => cardPort(port, words));
  const text = (preview.text ?? '').trim();
  const lines = text ? countLines(text, CARD.textWidth, CARD.maxLines) : 0;
  const tooMany = all.length > CARD.maxPorts;
  const ports = tooMany ? all.slice(0, CARD.maxPorts) : all;
  const model: CardModel = {
    type: node.type,
    kind: definition?.kind ?? 'data',
    icon: definition?.icon ?? 'alert-triangle',
    kindWord: words.t(`nodes.${node.type}.title`),
    title: node.title?.trim() || preview.title || '',
    text,
    lines,
    ...(preview.picture === undefined ? {} : { picture: preview.picture }),
    ports,
    morePorts: tooMany ? all.slice(CARD.maxPorts) : [],
    isTrigger: definition?.kind === 'trigger',
    height: 0,
  };
  return { ...model, height: cardHeight(model) };
}

/** Exits of a node as its type tells them; none when the type is unknown or the data is too broken to tell. */
export function nodePorts(node: FlowNode, definition: NodeDefinition | undefined): Port[] {
  return definition ? safely(() => definition.ports(node.data), []) : [];
}

/** Height of a card in canvas pixels, from what it shows; nothing is measured. */
export function cardHeight(model: Omit<CardModel, 'height'>): number {
  const rows = model.ports.length + (model.morePorts.length > 0 ? 1 : 0);
  return CARD.headHeight + boxHeight(model) + rows * CARD.portHeight + CARD.bottom;
}

function boxHeight(model: Pick<CardModel, 'lines' | 'picture'>): number {
  const picture = model.picture === undefined ? 0 : CARD.pictureHeight;
  const text = model.lines > 0 ? model.lines * CARD.lineHeight + 2 * CARD.boxPadding : 0;
  return picture + text > 0 ? picture + text + CARD.boxGap : 0;
}

export interface PortPlace {
  id: string;
  x: number;
  y: number;
}
const places = new WeakMap<CardModel, PortPlace[]>();

/** Centre of a port's dot inside the card, by port id; ports beyond the sixth share the "more" row. Made once per model. */
export function portPlaces(model: CardModel): PortPlace[] {
  const known = places.get(model);
  if (known) return known;
  const made = makePortPlaces(model);
  places.set(model, made);
  return made;
}

function makePortPlaces(model: CardModel): PortPlace[] {
  const top = CARD.headHeight + boxHeight(model);
  const rowCentre = (row: number): number => top + row * CARD.portHeight + CARD.portHeight / 2;
  return [
    ...model.ports.map((port, row) => ({ id: port.id, x: CARD.width, y: rowCentre(row) })),
    ...model.morePorts.map((port) => ({ id: port.id, x: CARD.width, y: rowCentre(model.ports.length) })),
  ];
}

function cardPort(port: Port, words: PreviewWords): CardPort {
  const label = 'key' in port.label ? words.t(`ports.${port.label.key}`) : words.say(port.label.text);
  return { id: port.id, label: label || words.t('ports.unnamed'), optional: port.optional === true };
}

/** A text in one language: the wanted one, its base, the flow's own, then any that is there. */
export function sayIn(text: LocalizedText | undefined, languages: readonly string[]): string {
  if (text === undefined || text === null) return '';
  if (typeof text === 'string') return text;
  for (const language of languages) {
    const found = text[language] ?? text[language.split('-')[0] ?? ''];
    if (found) return found;
  }
  return Object.values(text).find(Boolean) ?? '';
}

function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
