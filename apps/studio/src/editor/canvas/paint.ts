import type { NodeKind } from '@chatloom/flow';
import { CARD, type CardModel } from '../model/cardModel';
import type { Curve } from '../model/wirePath';
import type { CardLight } from './Card';

/** A card as the painter knows it. */
export interface PaintedCard {
  id: string;
  x: number;
  y: number;
  model: CardModel;
  selected: boolean;
  light?: CardLight;
  problem?: 'blocking' | 'warning' | 'advice';
}
export interface PaintedWire {
  curve: Curve;
  lit: boolean;
}
export interface PaintedNote {
  x: number;
  y: number;
  width: number;
  height: number;
  color: string;
}
/** Everything of a flow that is seen from afar. */
export interface Scene {
  cards: readonly PaintedCard[];
  wires: readonly PaintedWire[];
  notes: readonly PaintedNote[];
}
/** Colours read from the page's tokens, so that both schemes are painted in their own. */
export interface PaintColors {
  surface: string;
  line: string;
  lineStrong: string;
  ink: string;
  ink3: string;
  accent: string;
  danger: string;
  warn: string;
  info: string;
  note: string;
  kinds: Record<NodeKind, string>;
  font: string;
}

const KINDS: NodeKind[] = ['trigger', 'message', 'ask', 'branch', 'wait', 'push', 'data', 'human'];

/** Reads the tokens in force at an element. */
export function readColors(element: Element): PaintColors {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--cl-${name}`).trim() || '#7b8794';
  return {
    surface: token('surface'),
    line: token('line'),
    lineStrong: token('line-strong'),
    ink: token('ink'),
    ink3: token('ink-3'),
    accent: token('accent'),
    danger: token('danger'),
    warn: token('warn'),
    info: token('info'),
    note: token('warn-weak'),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, token(`kind-${kind}`)])) as Record<NodeKind, string>,
    font: style.fontFamily,
  };
}

/** The part of a 2D context the painter needs; tests record the calls. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'setTransform' | 'clearRect' | 'fillRect' | 'strokeRect' | 'beginPath' | 'moveTo' | 'bezierCurveTo' | 'stroke' | 'fill' | 'arc' | 'fillText'
> & { fillStyle: unknown; strokeStyle: unknown; lineWidth: number; globalAlpha: number; font: string; textBaseline: unknown };

/**
 * Paints a flow seen from afar (below zoom 0.4) and the minimap: one canvas instead of thousands of elements.
 * `view` is React Flow's transform in CSS pixels; `ratio` the screen's pixels per CSS pixel. What lies outside is skipped.
 */
export function paint(pen: Pen, scene: Scene, colors: PaintColors, view: { x: number; y: number; zoom: number; width: number; height: number; ratio: number }): void {
  const { zoom, ratio } = view;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, view.width * ratio, view.height * ratio);
  pen.setTransform(zoom * ratio, 0, 0, zoom * ratio, view.x * ratio, view.y * ratio);
  const left = -view.x / zoom;
  const top = -view.y / zoom;
  const right = left + view.width / zoom;
  const bottom = top + view.height / zoom;
  const hairline = 1 / zoom;

  for (const note of scene.notes) {
    if (note.x > right || note.y > bottom || note.x + note.width < left || note.y + note.height < top) continue;
    pen.fillStyle = colors.note;
    pen.fillRect(note.x, note.y, note.width, note.height);
  }

  for (const lit of [false, true]) {
    pen.strokeStyle = lit ? colors.accent : colors.lineStrong;
    pen.lineWidth = Math.max(lit ? 3 : 1.5, (lit ? 2 : 1) * hairline);
    pen.beginPath();
    for (const wire of scene.wires) {
      if (wire.lit !== lit) continue;
      const [a, b, c, d] = wire.curve;
      if (Math.min(a.x, d.x) - 220 > right || Math.max(a.x, d.x) + 220 < left || Math.min(a.y, d.y) > bottom || Math.max(a.y, d.y) < top) continue;
      pen.moveTo(a.x, a.y);
      pen.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
    }
    pen.stroke();
  }

  const readable = zoom > 0.22;
  for (const card of scene.cards) {
    if (card.x > right || card.y > bottom || card.x + CARD.width < left || card.y + card.model.height < top) continue;
    paintCard(pen, card, colors, hairline, readable);
  }
  pen.globalAlpha = 1;
}

function paintCard(pen: Pen, card: PaintedCard, colors: PaintColors, hairline: number, readable: boolean): void {
  const { x, y, model, light } = card;
  pen.globalAlpha = light === 'dimmed' || light === 'removed' ? 0.45 : 1;
  pen.fillStyle = colors.surface;
  pen.fillRect(x, y, CARD.width, model.height);
  const ring = card.selected || light === 'visited' || light === 'current' || light === 'added' ? colors.accent : light === 'changed' ? colors.warn : light === 'removed' ? colors.danger : colors.line;
  pen.strokeStyle = ring;
  pen.lineWidth = ring === colors.line ? hairline : Math.max(3, 2 * hairline);
  pen.strokeRect(x, y, CARD.width, model.height);
  pen.fillStyle = colors.kinds[model.kind];
  if (readable) {
    pen.fillRect(x + 12, y + 14, 28, 28);
    pen.fillStyle = colors.ink;
    pen.textBaseline = 'middle';
    pen.font = `600 22px ${colors.font}`;
    pen.fillText(model.title || model.kindWord, x + 50, y + 29, CARD.width - 62);
    if (model.lines > 0) {
      pen.fillStyle = colors.line;
      for (let line = 0; line < model.lines; line += 1) {
        pen.fillRect(x + 22, y + 70 + line * CARD.lineHeight, line === model.lines - 1 ? 130 : 210, 8);
      }
    }
  } else {
    pen.fillRect(x, y, 40, model.height);
  }
  if (card.problem) {
    pen.fillStyle = card.problem === 'blocking' ? colors.danger : card.problem === 'warning' ? colors.warn : colors.info;
    pen.beginPath();
    pen.arc(x + CARD.width - 10, y + 10, Math.max(9, (hairline > 12 ? 1.5 : 4) * hairline), 0, 2 * Math.PI);
    pen.fill();
  }
}
