import type { LocalizedText } from '@chatloom/flow';
import type { ComponentType } from 'react';
import type { ThingKind } from './fieldHints';

/** How a card gets its words: the person's language for ours, the flow's language for the customer's. */
export interface PreviewWords {
  /** Text of an i18n key of the studio. */
  t(key: string, params?: Record<string, string | number>): string;
  /** The customer's words in the language the designer looks at. */
  say(text: LocalizedText | undefined): string;
  /** Name of a thing of the bot by its id, or a stand-in when it is not known. */
  thingName(kind: ThingKind, id: string): string;
  /** Name of a step of this flow by its id. */
  nodeName(nodeId: string): string;
}

/** What a card shows of a node's data: what the customer sees, or in one sentence what happens. */
export interface CardPreview {
  /** Replaces the type's title when the designer gave none, e.g. the name of a tag. */
  title?: string;
  /** At most three lines are drawn. */
  text?: string;
  /** Address of a picture; an empty string draws a placeholder. */
  picture?: string;
}

/** Drawn at 16 to 20 px; every Tabler icon fits. */
export type NodeIcon = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;

/** The editor half of a node type. The settings form is made from the schema's field hints. */
export interface NodeEditor<Data = any> {
  icon: NodeIcon;
  /** Must be quick and free of state: it runs for every card on every edit of its node. */
  preview(data: Data, words: PreviewWords): CardPreview;
  /** Path of the text that can be changed on the card itself. */
  cardText?: readonly string[];
}
