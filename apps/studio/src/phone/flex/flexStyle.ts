import type { CSSProperties } from 'react';
import { childOf, flagOf, numberOf, textOf, type Loose } from '../loose';

/**
 * Flex properties as CSS. The layout rules are LINE's published ones (FACTS §8: "CSS equivalence", default flex, margin
 * beats spacing); LINE publishes no pixel numbers, so the keyword sizes are those an independent renderer measured (FACTS §8, last row).
 */
const SPACES_PX: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const TEXT_SIZES_PX: Record<string, number> = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, '3xl': 35, '4xl': 48, '5xl': 74 };
const IMAGE_SIZES_PX: Record<string, number> = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, '3xl': 180, '4xl': 200, '5xl': 220 };
const CORNERS_PX: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDERS_PX: Record<string, number> = { none: 0, light: 0.5, normal: 1, 'semi-bold': 2, medium: 1.5, bold: 3 };
const BUBBLE_WIDTHS_PX: Record<string, number> = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 500 };

/** Pixels above which a size would only serve to push the chat out of its window. */
const MAX_PX = 2000;

export type BoxLayout = 'horizontal' | 'vertical' | 'baseline';

/** Where a component stands: decides its share of the room and the space before it. */
export interface FlexPlace {
  parent: BoxLayout;
  /** Nothing before it: spacing is only between components. */
  first: boolean;
  /** The parent's `spacing`. */
  spacing?: string | undefined;
}

/** `layout` of a box; an unknown word behaves like a vertical box. */
export function layoutOf(box: Loose): BoxLayout {
  const layout = textOf(box, 'layout');
  return layout === 'horizontal' || layout === 'baseline' ? layout : 'vertical';
}

/** A colour as LINE takes it: `#RRGGBB` or `#RRGGBBAA`. Anything else counts as not given. */
export function colorOf(of: Loose, field: string): string | undefined {
  const color = textOf(of, field);
  return color !== undefined && /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(color) ? color : undefined;
}

/** The widest a bubble becomes, in pixels; `mega` when nothing is said. */
export function bubbleWidth(bubble: Loose): number {
  return BUBBLE_WIDTHS_PX[textOf(bubble, 'size') ?? 'mega'] ?? 300;
}

/** A length: a keyword of the scale, `Npx`, or `N%` where LINE allows it. */
export function lengthOf(value: string | undefined, scale: Record<string, number>, percent: boolean): number | string | undefined {
  if (value === undefined) return undefined;
  if (Object.hasOwn(scale, value)) return scale[value];
  const match = /^(-?\d+(?:\.\d+)?)(px|%)$/.exec(value);
  if (!match) return undefined;
  const number = Math.max(-MAX_PX, Math.min(MAX_PX, Number(match[1])));
  if (match[2] === 'px') return number;
  return percent ? `${number}%` : undefined;
}

/** Share of the parent's room and the space before: what every component has, whatever it is. */
export function placeStyle(component: Loose, place: FlexPlace): CSSProperties {
  const style: CSSProperties = { ...flexShare(component, place), ...offsets(component) };
  if (!place.first && textOf(component, 'position') !== 'absolute') {
    const before = lengthOf(textOf(component, 'margin') ?? place.spacing, SPACES_PX, false);
    if (before !== undefined && before !== 0) style[place.parent === 'vertical' ? 'marginTop' : 'marginInlineStart'] = before;
  }
  return style;
}

function flexShare(component: Loose, { parent }: FlexPlace): CSSProperties {
  const type = textOf(component, 'type');
  const horizontal = parent !== 'vertical';
  // An icon never grows (FACTS §8); a separator is as thick as it is.
  if (type === 'icon' || type === 'separator') return { flex: '0 0 auto' };
  // A box of given size takes just that size (FACTS §8 "default flex").
  const sized = type === 'box' && (textOf(component, 'width') ?? textOf(component, 'height')) !== undefined;
  const flex = Math.max(0, numberOf(component, 'flex') ?? (horizontal && !sized ? 1 : 0));
  if (flex === 0) return { flex: '0 0 auto' };
  // A share of the width starts from nothing, so that shares come out in proportion; long words must not widen it.
  return horizontal ? { flex: `${flex} 0 0`, minWidth: 0 } : { flex: `${flex} 0 auto` };
}

function offsets(component: Loose): CSSProperties {
  const absolute = textOf(component, 'position') === 'absolute';
  // Every component is positioned: then later ones paint over earlier ones, whatever they are (FACTS §8).
  const style: CSSProperties = { position: absolute ? 'absolute' : 'relative' };
  const sides = { offsetTop: 'top', offsetBottom: 'bottom', offsetStart: 'insetInlineStart', offsetEnd: 'insetInlineEnd' } as const;
  for (const [field, side] of Object.entries(sides)) {
    const length = lengthOf(textOf(component, field), SPACES_PX, true);
    if (length === undefined) continue;
    style[side as 'top'] = length;
  }
  return style;
}

/** A box: direction, paddings, border, corners, background, size and how its children are spread. */
export function boxStyle(box: Loose): CSSProperties {
  const layout = layoutOf(box);
  const style: CSSProperties = {
    display: 'flex',
    flexDirection: layout === 'vertical' ? 'column' : 'row',
    overflow: 'hidden',
    minWidth: 0,
    maxWidth: '100%',
  };
  if (layout === 'baseline') style.alignItems = 'baseline';
  const align = childPlacement(textOf(box, 'alignItems'));
  if (align !== undefined) style.alignItems = align;
  const justify = childPlacement(textOf(box, 'justifyContent'));
  if (justify !== undefined) style.justifyContent = justify;
  const sizes = { width: 'width', maxWidth: 'maxWidth', height: 'height', maxHeight: 'maxHeight' } as const;
  for (const [field, property] of Object.entries(sizes)) {
    const length = lengthOf(textOf(box, field), {}, true);
    if (length !== undefined) style[property as 'width'] = length;
  }
  Object.assign(style, paddings(box));
  const corner = lengthOf(textOf(box, 'cornerRadius'), CORNERS_PX, false);
  if (corner !== undefined) style.borderRadius = corner;
  const border = lengthOf(textOf(box, 'borderWidth'), BORDERS_PX, false);
  if (border !== undefined && border !== 0) {
    style.borderWidth = border;
    style.borderStyle = 'solid';
    style.borderColor = colorOf(box, 'borderColor') ?? '#000000';
  }
  const color = colorOf(box, 'backgroundColor');
  if (color !== undefined) style.backgroundColor = color;
  const gradient = gradientOf(childOf(box, 'background'));
  if (gradient !== undefined) style.backgroundImage = gradient;
  return style;
}

function childPlacement(value: string | undefined): CSSProperties['alignItems'] {
  return value !== undefined && ['flex-start', 'center', 'flex-end', 'space-between', 'space-around', 'space-evenly'].includes(value) ? value : undefined;
}

/** The paddings a box asks for itself; a specific side beats `paddingAll`. */
export function paddings(box: Loose): CSSProperties {
  const all = lengthOf(textOf(box, 'paddingAll'), SPACES_PX, true);
  const sides = { paddingTop: 'paddingTop', paddingBottom: 'paddingBottom', paddingStart: 'paddingInlineStart', paddingEnd: 'paddingInlineEnd' } as const;
  const style: CSSProperties = {};
  for (const [field, property] of Object.entries(sides)) {
    const length = lengthOf(textOf(box, field), SPACES_PX, true) ?? all;
    if (length !== undefined) style[property as 'paddingTop'] = length;
  }
  return style;
}

function gradientOf(background: Loose | undefined): string | undefined {
  if (!background || textOf(background, 'type') !== 'linearGradient') return undefined;
  const angle = /^(\d+(?:\.\d+)?)deg$/.exec(textOf(background, 'angle') ?? '')?.[1];
  const start = colorOf(background, 'startColor');
  const end = colorOf(background, 'endColor');
  if (angle === undefined || start === undefined || end === undefined) return undefined;
  const center = colorOf(background, 'centerColor');
  const position = /^\d+(?:\.\d+)?%$/.test(textOf(background, 'centerPosition') ?? '') ? textOf(background, 'centerPosition') : '50%';
  return `linear-gradient(${angle}deg, ${start}, ${center === undefined ? '' : `${center} ${position}, `}${end})`;
}

const ALIGN = { start: 'start', end: 'end', center: 'center' } as const;
const GRAVITY = { top: 'flex-start', center: 'center', bottom: 'flex-end' } as const;

function pick<T extends Record<string, string>>(words: T, value: string | undefined): T[keyof T] | undefined {
  return value !== undefined && Object.hasOwn(words, value) ? (words[value as keyof T] as T[keyof T]) : undefined;
}

/** Look of letters, for a text and for the spans inside it. A span gives only what it says; a text also has defaults. */
export function letterStyle(text: Loose, isSpan = false): CSSProperties {
  const style: CSSProperties = {};
  const size = lengthOf(textOf(text, 'size'), TEXT_SIZES_PX, false) ?? (isSpan ? undefined : TEXT_SIZES_PX['md']);
  if (size !== undefined) style.fontSize = size;
  const color = colorOf(text, 'color') ?? (isSpan ? undefined : '#111111');
  if (color !== undefined) style.color = color;
  const weight = textOf(text, 'weight');
  if (weight === 'bold' || (weight === 'regular' && isSpan)) style.fontWeight = weight === 'bold' ? 700 : 400;
  const slant = textOf(text, 'style');
  if (slant === 'italic' || slant === 'normal') style.fontStyle = slant;
  const decoration = textOf(text, 'decoration');
  if (decoration === 'underline' || decoration === 'line-through' || decoration === 'none') style.textDecoration = decoration;
  return style;
}

/** A text component: letters, alignment, wrapping and the number of lines. */
export function textStyle(text: Loose, place: FlexPlace): CSSProperties {
  const style: CSSProperties = { ...letterStyle(text), ...placeStyle(text, place), textAlign: pick(ALIGN, textOf(text, 'align')) ?? 'start', minWidth: 0, maxWidth: '100%' };
  // Beside its brothers a text stands where gravity says; in a vertical box there is nothing to stand in.
  if (place.parent === 'horizontal') style.alignSelf = pick(GRAVITY, textOf(text, 'gravity')) ?? 'auto';
  const lineSpacing = lengthOf(textOf(text, 'lineSpacing'), {}, false);
  if (typeof lineSpacing === 'number') style.lineHeight = `calc(1.4em + ${lineSpacing}px)`;
  const maxLines = numberOf(text, 'maxLines') ?? 0;
  if (!flagOf(text, 'wrap')) {
    Object.assign(style, { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' });
  } else {
    Object.assign(style, { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' });
    if (maxLines >= 1) Object.assign(style, { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: Math.floor(maxLines), overflow: 'hidden' });
  }
  return style;
}

/** `w:h` as a CSS ratio; 1:1 when missing or outside LINE's bounds (1-100000, height at most three widths). */
export function aspectRatioOf(of: Loose, otherwise = '1 / 1'): string {
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(textOf(of, 'aspectRatio') ?? '');
  if (!match) return otherwise;
  const [width, height] = [Number(match[1]), Number(match[2])];
  return width > 0 && height > 0 && width <= 100_000 && height <= 100_000 && height <= 3 * width ? `${width} / ${height}` : otherwise;
}

/** The frame of a picture (place, width, ratio) and how the picture fills it. */
export function imageStyle(image: Loose, place: FlexPlace): { frame: CSSProperties; picture: CSSProperties } {
  const size = textOf(image, 'size') ?? 'md';
  const width = size === 'full' ? '100%' : (lengthOf(size, IMAGE_SIZES_PX, true) ?? IMAGE_SIZES_PX['md']);
  const align = pick({ start: 'flex-start', center: 'center', end: 'flex-end' } as const, textOf(image, 'align')) ?? 'center';
  // A frame that is stretched beside taller brothers must not pull the picture out of its ratio.
  const frame: CSSProperties = { ...placeStyle(image, place), display: 'flex', justifyContent: align, alignItems: 'flex-start', maxWidth: '100%' };
  if (place.parent === 'horizontal') frame.alignSelf = pick(GRAVITY, textOf(image, 'gravity')) ?? 'auto';
  // Taken out of the row, the frame has no room of its own to be a share of: it is as wide as the picture asks.
  const isFree = frame.position === 'absolute';
  if (isFree) frame.width = width;
  const picture: CSSProperties = { width: isFree ? '100%' : width, maxWidth: '100%', aspectRatio: aspectRatioOf(image), objectFit: textOf(image, 'aspectMode') === 'cover' ? 'cover' : 'contain' };
  const color = colorOf(image, 'backgroundColor');
  if (color !== undefined) picture.backgroundColor = color;
  return { frame, picture };
}

/** An icon stands on the line of its text and is as high as that text. */
export function iconStyle(icon: Loose, place: FlexPlace): CSSProperties {
  const size = lengthOf(textOf(icon, 'size'), TEXT_SIZES_PX, false) ?? TEXT_SIZES_PX['md'];
  return { ...placeStyle(icon, place), height: size, aspectRatio: aspectRatioOf(icon), objectFit: 'contain', alignSelf: 'baseline' };
}

/** A line between components: across a vertical box, upright in a horizontal one. */
export function separatorStyle(separator: Loose, place: FlexPlace): CSSProperties {
  const line = colorOf(separator, 'color') ?? '#D4D6DA';
  return { ...placeStyle(separator, place), ...(place.parent === 'vertical' ? { height: 1 } : { width: 1 }), backgroundColor: line };
}

/** The deprecated spacer: as large as its keyword says, `md` when it says nothing. */
export function spacerStyle(spacer: Loose, place: FlexPlace): CSSProperties {
  const size = lengthOf(textOf(spacer, 'size') ?? 'md', SPACES_PX, false) ?? SPACES_PX['md'];
  return place.parent === 'vertical' ? { height: size } : { width: size };
}

/** `link`, `primary` and `secondary` buttons in LINE's colours; `color` tints the fill, or the word of a link. */
export function buttonStyle(button: Loose, place: FlexPlace): CSSProperties {
  const kind = textOf(button, 'style') ?? 'link';
  const color = colorOf(button, 'color');
  const style: CSSProperties = { ...placeStyle(button, place), minHeight: textOf(button, 'height') === 'sm' ? 40 : 52 };
  if (place.parent === 'horizontal') style.alignSelf = pick(GRAVITY, textOf(button, 'gravity')) ?? 'auto';
  if (kind === 'primary') Object.assign(style, { backgroundColor: color ?? '#17C950', color: '#FFFFFF' });
  else if (kind === 'secondary') Object.assign(style, { backgroundColor: color ?? '#DCDFE5', color: '#111111' });
  else Object.assign(style, { backgroundColor: 'transparent', color: color ?? '#42659A' });
  return style;
}
