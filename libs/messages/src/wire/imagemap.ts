import { z } from 'zod';
import {
  ALT_TEXT_MAX_UTF16,
  CLIPBOARD_TEXT_MAX_UTF16,
  IMAGEMAP_ACTIONS,
  IMAGEMAP_BASE_WIDTH,
  IMAGEMAP_LABEL_MAX_UTF16,
  IMAGEMAP_LINK_LABEL_MAX_UTF16,
  IMAGEMAP_MESSAGE_TEXT_MAX_UTF16,
  IMAGEMAP_URI_MAX_UTF16,
} from '../limits';
import { actionUrl, list, mediaUrl, number, SAID, type Strictness, text } from './leaves';

/** No tap area is larger than this; LINE gives no number, a picture is 1040 wide. */
const PIXELS_MAX = 100_000;

/** A picture with tap areas (FACTS §7 imagemap). */
export function imagemapFields(strictness: Strictness) {
  const said = { missing: SAID.empty, scheme: SAID.uri };
  const pixels = (min: number) => number(min, PIXELS_MAX);
  const area = z.object({ x: pixels(0), y: pixels(0), width: pixels(1), height: pixels(1) }, { error: () => SAID.missing });
  const label = text(IMAGEMAP_LABEL_MAX_UTF16, 'utf16', { min: 0 }).optional();
  const action = z.discriminatedUnion(
    'type',
    [
      z.object({ type: z.literal('uri'), label, linkUri: actionUrl(said, IMAGEMAP_URI_MAX_UTF16), area }),
      z.object({ type: z.literal('message'), label, text: text(IMAGEMAP_MESSAGE_TEXT_MAX_UTF16, 'utf16'), area }),
      z.object({ type: z.literal('clipboard'), label, clipboardText: text(CLIPBOARD_TEXT_MAX_UTF16, 'utf16'), area }),
    ],
    { error: () => SAID.oneOf(['uri', 'message', 'clipboard']) },
  );
  const externalLink = z.object({
    linkUri: actionUrl(said, IMAGEMAP_URI_MAX_UTF16),
    label: text(IMAGEMAP_LINK_LABEL_MAX_UTF16, 'utf16'),
  });
  return {
    baseUrl: mediaUrl(strictness),
    altText: text(ALT_TEXT_MAX_UTF16, 'utf16'),
    baseSize: z.object(
      {
        width: number(1, PIXELS_MAX).refine((width) => width === IMAGEMAP_BASE_WIDTH, `Must be ${IMAGEMAP_BASE_WIDTH}`),
        height: number(1, PIXELS_MAX),
      },
      { error: () => SAID.empty },
    ),
    actions: list(action, 1, IMAGEMAP_ACTIONS),
    video: z
      .object({ originalContentUrl: mediaUrl(strictness), previewImageUrl: mediaUrl(strictness), area, externalLink: externalLink.optional() })
      .optional(),
  };
}
