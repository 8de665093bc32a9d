import type { LineMessage } from '@chatloom/engine';
import {
  ACTION_URI_SCHEMES,
  ALT_TEXT_MAX_UTF16,
  CLIPBOARD_TEXT_MAX_UTF16,
  IMAGEMAP_BASE_WIDTH,
  IMAGEMAP_LABEL_MAX_UTF16,
  IMAGEMAP_LINK_LABEL_MAX_UTF16,
  IMAGEMAP_MESSAGE_TEXT_MAX_UTF16,
  IMAGEMAP_URI_MAX_UTF16,
  urlFault,
} from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { ImagemapArea, ImagemapData } from './definition';

/** A picture with areas to tap. An area whose words or address came out wrong is left out: LINE would refuse the whole message. */
export function buildImagemap(content: Pick<ImagemapData, 'baseUrl' | 'pictureHeight' | 'altText' | 'areas' | 'video'>, context: BuildContext): LineMessage {
  return {
    type: 'imagemap',
    baseUrl: context.render(content.baseUrl).trim().replace(/\/+$/, ''),
    altText: renderFitted(context, content.altText, ALT_TEXT_MAX_UTF16, 'utf16'),
    baseSize: { width: IMAGEMAP_BASE_WIDTH, height: content.pictureHeight },
    actions: content.areas.flatMap((area) => {
      const action = actionOf(area, context);
      if (isUsable(action)) return [{ ...action, area: placeOf(area) }];
      context.trace('choiceLeftOut', { choice: area.id });
      return [];
    }),
    ...(content.video ? { video: videoOf(content.video, context) } : {}),
  };
}

type AreaAction = { type: string; label?: string; linkUri?: string; text?: string; clipboardText?: string };

function actionOf(area: ImagemapArea, context: BuildContext): AreaAction {
  const label = renderFitted(context, area.label, IMAGEMAP_LABEL_MAX_UTF16, 'utf16');
  const labelled = label === '' ? {} : { label };
  switch (area.kind) {
    case 'uri':
      return { type: 'uri', ...labelled, linkUri: context.render(area.uri).trim() };
    case 'message':
      return { type: 'message', ...labelled, text: renderFitted(context, area.text, IMAGEMAP_MESSAGE_TEXT_MAX_UTF16, 'utf16') };
    case 'clipboard':
      return { type: 'clipboard', ...labelled, clipboardText: renderFitted(context, area.text, CLIPBOARD_TEXT_MAX_UTF16, 'utf16') };
  }
}

function isUsable({ linkUri, text, clipboardText }: AreaAction): boolean {
  if (linkUri !== undefined) return urlFault(linkUri, ACTION_URI_SCHEMES, IMAGEMAP_URI_MAX_UTF16) === undefined;
  return (text ?? clipboardText ?? '').trim() !== '';
}

function placeOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x, y, width, height };
}

function videoOf(video: NonNullable<ImagemapData['video']>, context: BuildContext) {
  const { link } = video;
  const linkUri = context.render(link?.uri).trim();
  const label = renderFitted(context, link?.label, IMAGEMAP_LINK_LABEL_MAX_UTF16, 'utf16');
  const linked = label.trim() !== '' && urlFault(linkUri, ACTION_URI_SCHEMES, IMAGEMAP_URI_MAX_UTF16) === undefined;
  return {
    originalContentUrl: context.render(video.videoUrl).trim(),
    previewImageUrl: context.render(video.previewUrl).trim(),
    area: placeOf(video),
    ...(linked ? { externalLink: { linkUri, label } } : {}),
  };
}

export const runImagemap = messageRunner<ImagemapData>(buildImagemap);
