import type { NodeProblem } from '@chatloom/flow';
import {
  ALT_TEXT_MAX_UTF16,
  CLIPBOARD_TEXT_MAX_UTF16,
  IMAGEMAP_ACTIONS,
  IMAGEMAP_BASE_WIDTH,
  IMAGEMAP_LABEL_MAX_UTF16,
  IMAGEMAP_LINK_LABEL_MAX_UTF16,
  IMAGEMAP_MESSAGE_TEXT_MAX_UTF16,
} from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { localizedText } from '../fields/localizedText';
import { actionUri, mediaUrl } from '../fields/mediaUrl';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';
import { portIdSchema, refuseDoubleIds } from '../fields/portIds';

/** LINE names no greatest height; a picture ten times as high as wide is certainly a mistake. */
export const IMAGEMAP_MAX_HEIGHT = IMAGEMAP_BASE_WIDTH * 10;

const pixels = (min: number, max: number, advanced = false) => z.int().min(min).max(max).meta({ control: 'number', min, max, step: 1, advanced });

/** A rectangle on the picture, in its own pixels: 1040 across, from the upper left corner (FACTS §7 imagemap). Usually drawn, so the numbers stay in the background. */
const placeFields = {
  x: pixels(0, IMAGEMAP_BASE_WIDTH, true),
  y: pixels(0, IMAGEMAP_MAX_HEIGHT, true),
  width: pixels(1, IMAGEMAP_BASE_WIDTH, true),
  height: pixels(1, IMAGEMAP_MAX_HEIGHT, true),
};

const kind = <K extends string>(name: K) => z.literal(name).meta({ control: 'hidden' });
const areaFields = {
  id: portIdSchema,
  /** Read aloud to people who cannot see the picture. */
  label: localizedText(IMAGEMAP_LABEL_MAX_UTF16, 'utf16', { optional: true }).optional(),
};
const areaSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...areaFields, kind: kind('uri'), uri: actionUri(), ...placeFields }),
  z.strictObject({ ...areaFields, kind: kind('message'), text: localizedText(IMAGEMAP_MESSAGE_TEXT_MAX_UTF16, 'utf16'), ...placeFields }),
  z.strictObject({ ...areaFields, kind: kind('clipboard'), text: localizedText(CLIPBOARD_TEXT_MAX_UTF16, 'utf16'), ...placeFields }),
]);
export type ImagemapArea = z.infer<typeof areaSchema>;

/** A film in a rectangle of the picture, perhaps with a link after its end. */
const videoSchema = z.strictObject({
  videoUrl: mediaUrl(),
  previewUrl: mediaUrl({ picture: 'fit' }),
  ...placeFields,
  link: z.strictObject({ uri: actionUri(), label: localizedText(IMAGEMAP_LINK_LABEL_MAX_UTF16, 'utf16') }).optional().meta({ control: 'group' }),
});

/**
 * A picture with areas to tap (FACTS §7 imagemap). LINE fetches it as `baseUrl/1040`, `/700`, `/460`, `/300` and `/240`,
 * as large as the phone needs. An area opens a page, says something or copies a text; it cannot lead to an exit, because
 * LINE sends no postback for it: let it say a keyword instead.
 */
export const imagemapContent = {
  baseUrl: mediaUrl({ picture: 'imagemap' }),
  pictureHeight: pixels(1, IMAGEMAP_MAX_HEIGHT),
  altText: localizedText(ALT_TEXT_MAX_UTF16, 'utf16'),
  areas: z
    .array(areaSchema)
    .min(1, 'At least one area is needed.')
    .max(IMAGEMAP_ACTIONS, `LINE allows at most ${IMAGEMAP_ACTIONS} areas.`)
    .superRefine((areas, context) => refuseDoubleIds(areas.map(({ id }, index) => ({ id, path: [index, 'id'] })), context))
    .meta({ control: 'areas', minItems: 1, maxItems: IMAGEMAP_ACTIONS }),
  video: videoSchema.optional().meta({ control: 'group', advanced: true }),
};
export const imagemapSchema = z.strictObject({ ...imagemapContent, ...messageFields });
export type ImagemapData = z.infer<typeof imagemapSchema>;

export const imagemapDefinition = defineNode({
  type: 'imagemap',
  kind: 'message',
  icon: 'photo-pin',
  sends: 'reply',
  schema: imagemapSchema,
  defaults: () => ({
    baseUrl: '',
    pictureHeight: IMAGEMAP_BASE_WIDTH,
    altText: '',
    areas: [{ id: 'area1', kind: 'message' as const, text: '', x: 0, y: 0, width: IMAGEMAP_BASE_WIDTH, height: IMAGEMAP_BASE_WIDTH }],
    ...messageDefaults,
  }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => [...areaProblems(data, []), ...quickRepliesHidden(data, context)],
});

/** An area, or the film, that runs over the picture's edge: nobody can tap there. `path` leads to the imagemap's data. */
export function areaProblems(data: Pick<ImagemapData, 'areas' | 'pictureHeight' | 'video'>, path: (string | number)[]): NodeProblem[] {
  const outside = (place: { x: number; y: number; width: number; height: number }) =>
    place.x + place.width > IMAGEMAP_BASE_WIDTH || place.y + place.height > data.pictureHeight;
  const params = { width: IMAGEMAP_BASE_WIDTH, height: data.pictureHeight };
  const sentence = `This area runs over the edge of the picture, which is ${params.width} wide and ${params.height} high.`;
  const problem = (at: (string | number)[]) => nodeProblem('areaOutside', 'warning', [...path, ...at], sentence, params);
  return [
    ...data.areas.flatMap((area, index) => (outside(area) ? [problem(['areas', index])] : [])),
    ...(data.video && outside(data.video) ? [problem(['video'])] : []),
  ];
}
