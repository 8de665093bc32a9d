import { z } from 'zod';
import { FLEX_BUBBLE_MAX_BYTES, FLEX_CAROUSEL_BUBBLES, FLEX_CAROUSEL_MAX_BYTES } from '../limits';
import { actionSchema } from './actions';
import { flag, mediaUrl, number, oneOf, SAID, shaped, type Strictness } from './leaves';

const LENGTHS = 'none|xs|sm|md|lg|xl|xxl';
const PIXELS = String.raw`\d+(\.\d+)?px`;
const PERCENT = String.raw`\d+(\.\d+)?%`;
const length = (...shapes: string[]) => shaped(new RegExp(`^(${shapes.join('|')})$`), SAID.invalid).optional();

/** Keyword or pixels: margin, spacing, corner radius (FACTS §8). */
const spacing = length(LENGTHS, PIXELS);
const padding = length(LENGTHS, PIXELS, PERCENT);
const offset = length(LENGTHS, `-?${PIXELS}`, `-?${PERCENT}`);
const extent = length(PIXELS, PERCENT);
/** Colours have 6 or 8 hex digits; `#444` is refused (FACTS §8). */
const color = shaped(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/, SAID.invalid).optional();
const flexFactor = number(0, 2 ** 31 - 1).optional();
const word = <const Values extends readonly [string, ...string[]]>(values: Values) => oneOf(values, SAID.invalid).optional();
const sizes = (...more: string[]) => length('xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl', PIXELS, ...more);
const aspectRatio = z
  .string({ error: () => SAID.invalid })
  .refine((ratio) => {
    const [, width, height] = /^(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)$/.exec(ratio) ?? [];
    const [w, h] = [Number(width), Number(height)];
    return w >= 1 && w <= 100_000 && h >= 1 && h <= 100_000 && h <= 3 * w;
  }, SAID.invalid)
  .optional();

const placed = {
  margin: spacing,
  position: word(['relative', 'absolute']),
  offsetTop: offset,
  offsetBottom: offset,
  offsetStart: offset,
  offsetEnd: offset,
};
const textStyle = {
  size: sizes(),
  color,
  weight: word(['regular', 'bold']),
  style: word(['normal', 'italic']),
  decoration: word(['none', 'underline', 'line-through']),
};

/** LINE refuses an action object with `missing` words of its own; a Flex action is always checked with these. */
const buttonAction = actionSchema('flexButton');
const otherAction = actionSchema('flexOther').optional();

const span = z.strictObject({ type: z.literal('span'), text: z.string({ error: () => SAID.missing }), ...textStyle });

const textComponent = z
  .strictObject({
    type: z.literal('text'),
    text: z.string({ error: () => SAID.invalid }).optional(),
    contents: z.array(span, { error: () => SAID.invalid }).optional(),
    flex: flexFactor,
    ...placed,
    ...textStyle,
    align: word(['start', 'end', 'center']),
    gravity: word(['top', 'bottom', 'center']),
    wrap: flag().optional(),
    lineSpacing: length(PIXELS),
    maxLines: number(0, 2 ** 31 - 1).optional(),
    action: otherAction,
    adjustMode: word(['shrink-to-fit']),
    scaling: flag().optional(),
  })
  .superRefine((component, context) => {
    // `contents` wins over `text` (FACTS §8), so one of them must be there and not be empty.
    if (!component.text && !component.contents?.length) context.addIssue({ code: 'custom', path: ['text'], message: SAID.missing });
  });

const button = z.strictObject({
  type: z.literal('button'),
  action: buttonAction,
  flex: flexFactor,
  ...placed,
  height: word(['sm', 'md']),
  style: word(['primary', 'secondary', 'link']),
  color,
  gravity: word(['top', 'bottom', 'center']),
  adjustMode: word(['shrink-to-fit']),
  scaling: flag().optional(),
});

const separator = z.strictObject({ type: z.literal('separator'), margin: spacing, color });
const filler = z.strictObject({ type: z.literal('filler'), flex: flexFactor });

const percentage = String.raw`(100|\d{1,2})(\.\d+)?%`;
const gradient = z.strictObject({
  type: oneOf(['linearGradient'], SAID.invalid),
  angle: shaped(/^([0-2]?\d{1,2}|3[0-5]\d)(\.\d+)?deg$/, SAID.missing),
  startColor: shaped(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/, SAID.missing),
  endColor: shaped(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/, SAID.missing),
  centerColor: color,
  centerPosition: length(percentage),
});

const boxFields = {
  type: z.literal('box'),
  flex: flexFactor,
  spacing,
  ...placed,
  backgroundColor: color,
  borderColor: color,
  borderWidth: length('none|light|normal|medium|semi-bold|bold', PIXELS),
  cornerRadius: spacing,
  width: extent,
  maxWidth: extent,
  height: extent,
  maxHeight: extent,
  paddingAll: padding,
  paddingTop: padding,
  paddingBottom: padding,
  paddingStart: padding,
  paddingEnd: padding,
  action: otherAction,
  justifyContent: word(['center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly']),
  alignItems: word(['center', 'flex-start', 'flex-end']),
  background: gradient.optional(),
};

/** Deeper nesting than any screen can show; also keeps a hostile document from exhausting the stack. */
export const FLEX_MAX_DEPTH = 50;

/** A Flex container: a bubble or a carousel of bubbles (FACTS §8), without the rules of `flexContainerSchema`. */
function containers(strictness: Strictness) {
  const url = mediaUrl(strictness, { missing: SAID.missing, scheme: SAID.uriScheme });
  const image = z.strictObject({
    type: z.literal('image'),
    url,
    flex: flexFactor,
    ...placed,
    align: word(['start', 'end', 'center']),
    gravity: word(['top', 'bottom', 'center']),
    size: sizes('full', PERCENT),
    aspectRatio,
    aspectMode: word(['fit', 'cover']),
    backgroundColor: color,
    action: otherAction,
    animated: flag().optional(),
  });
  const icon = z.strictObject({ type: z.literal('icon'), url, ...placed, size: sizes(PERCENT), aspectRatio, scaling: flag().optional() });

  const error = (issue: { input?: unknown }) => (issue.input === undefined ? SAID.missing : SAID.invalid);
  const baseline = z.strictObject({
    ...boxFields,
    layout: z.literal('baseline'),
    contents: z.array(z.discriminatedUnion('type', [icon, textComponent, filler], { error }), { error }),
  });
  const contents = (): z.ZodType => z.array(component, { error });
  const stacked = z.strictObject({ ...boxFields, layout: z.enum(['horizontal', 'vertical']), contents: z.lazy(contents) });
  const box: z.ZodType = z.discriminatedUnion('layout', [baseline, stacked], { error });
  const component: z.ZodType = byType({ box, button, image, text: textComponent, separator, filler });

  const video = z.strictObject({
    type: z.literal('video'),
    url,
    previewUrl: url,
    altContent: byType({ box, image }),
    aspectRatio,
    action: otherAction.refine((action) => action === undefined || (action as { type: string }).type === 'uri', SAID.invalid),
  });
  const blockStyle = z.strictObject({ backgroundColor: color, separator: flag().optional(), separatorColor: color }).optional();
  const bubble = z
    .strictObject({
      type: z.literal('bubble'),
      size: word(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']),
      direction: word(['ltr', 'rtl']),
      header: byType({ box }).optional(),
      hero: byType({ box, image, video }).optional(),
      body: byType({ box }).optional(),
      footer: byType({ box }).optional(),
      styles: z.strictObject({ header: blockStyle, hero: blockStyle, body: blockStyle, footer: blockStyle }).optional(),
      action: otherAction,
    })
    .superRefine((each, context) => {
      if (!each.header && !each.hero && !each.body && !each.footer) {
        context.addIssue({ code: 'custom', path: [], message: 'At least one block must be specified' });
      }
      const hero = each.hero as { type?: string } | undefined;
      if (hero?.type === 'video' && each.size !== undefined && !['kilo', 'mega', 'giga'].includes(each.size)) {
        context.addIssue({ code: 'custom', path: ['hero'], message: SAID.invalid });
      }
      for (const block of ['header', 'body', 'footer'] as const) {
        const first = ((each[block] as { contents?: { position?: string }[] } | undefined)?.contents ?? [])[0];
        // FACTS §8: the first component of a block cannot be placed absolutely.
        if (first?.position === 'absolute') context.addIssue({ code: 'custom', path: [block, 'contents', 0, 'position'], message: SAID.invalid });
      }
    });
  const carousel = z
    .strictObject({
      type: z.literal('carousel'),
      contents: z
        .array(bubble, { error })
        .refine((bubbles) => bubbles.length >= 1 && bubbles.length <= FLEX_CAROUSEL_BUBBLES, SAID.size(1, FLEX_CAROUSEL_BUBBLES)),
    })
    .superRefine(({ contents: bubbles }, context) => {
      const size = bubbles[0]?.size ?? 'mega';
      bubbles.forEach((each, index) => {
        if ((each.size ?? 'mega') !== size) context.addIssue({ code: 'custom', path: ['contents', index, 'size'], message: SAID.invalid });
        if ((each.hero as { type?: string } | undefined)?.type === 'video') {
          context.addIssue({ code: 'custom', path: ['contents', index, 'hero'], message: SAID.invalid });
        }
      });
    });
  return z.discriminatedUnion('type', [bubble, carousel], { error });
}

/**
 * A component of one of the given types. Chosen by hand, because boxes are a union themselves (by layout) and zod's
 * discriminated unions want plain objects in this recursion.
 */
function byType(schemas: Record<string, z.ZodType>): z.ZodType {
  return z.any().superRefine((value, context) => {
    if (value === undefined) return context.addIssue({ code: 'custom', message: SAID.missing });
    const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
    const schema = typeof type === 'string' && Object.hasOwn(schemas, type) ? schemas[type] : undefined;
    if (!schema) return context.addIssue({ code: 'custom', message: SAID.invalid });
    const result = schema.safeParse(value);
    if (!result.success) for (const issue of result.error.issues) context.addIssue(issue as never);
    return undefined;
  });
}

/** The container with its limits: JSON at most 30 KB a bubble and 50 KB a carousel, animated pictures at most 10. */
export function flexContainerSchema(strictness: Strictness): z.ZodType {
  const container = containers(strictness);
  return z.any().superRefine((value, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (value === undefined || value === null) return refuse(SAID.missing);
    if (typeof value !== 'object' || Array.isArray(value)) return refuse(SAID.invalid);
    const shape = survey(value);
    if (shape.depth > FLEX_MAX_DEPTH) return refuse(SAID.invalid);
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
    if (bytes > (value.type === 'carousel' ? FLEX_CAROUSEL_MAX_BYTES : FLEX_BUBBLE_MAX_BYTES)) return refuse('The JSON of the container is too large');
    if (value.type === 'carousel' && Array.isArray(value.contents)) {
      value.contents.forEach((bubble: unknown, index: number) => {
        if (new TextEncoder().encode(JSON.stringify(bubble) ?? '').length <= FLEX_BUBBLE_MAX_BYTES) return;
        context.addIssue({ code: 'custom', path: ['contents', index], message: 'The JSON of the container is too large' });
      });
    }
    if (shape.animated > MAX_ANIMATED) refuse('Too many animated images');
    const result = container.safeParse(value);
    if (!result.success) for (const issue of result.error.issues) context.addIssue(issue as never);
    return undefined;
  });
}

/** Animated pictures in one message (FACTS §8). */
const MAX_ANIMATED = 10;

/** Depth and animated pictures of a JSON value, without recursion so that any depth is survived. */
function survey(root: unknown): { depth: number; animated: number } {
  let depth = 0;
  let animated = 0;
  const toVisit: { value: unknown; level: number }[] = [{ value: root, level: 1 }];
  for (let next = toVisit.pop(); next; next = toVisit.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    depth = Math.max(depth, next.level);
    if (depth > FLEX_MAX_DEPTH * 3) break;
    if ((next.value as { animated?: unknown }).animated === true) animated += 1;
    for (const value of Object.values(next.value)) toVisit.push({ value, level: next.level + 1 });
  }
  return { depth: Math.ceil(depth / 2), animated };
}
