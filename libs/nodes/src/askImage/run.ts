import type { InboundMessage, JsonObject } from '@chatloom/engine';
import { askLabel } from '../shared/askLabel';
import { askRunner } from '../shared/askRunner';
import { type AskImageData, MEDIA_TYPES } from './definition';

type MediaType = (typeof MEDIA_TYPES)[number];

export const runAskImage = askRunner<AskImageData>({
  buttons(data, context) {
    // The camera and the album give pictures and films only.
    if (!data.accept.includes('image') && !data.accept.includes('video')) return [];
    const camera = { action: { type: 'camera', label: askLabel(data.cameraLabel, 'takePhoto', context) } };
    const album = { action: { type: 'cameraRoll', label: askLabel(data.albumLabel, 'choosePhoto', context) } };
    return { both: [camera, album], camera: [camera], album: [album], none: [] }[data.offer];
  },

  read(data, context, by) {
    const type = by.by === 'message' ? mediaTypeOf(by.message) : undefined;
    if (by.by !== 'message' || type === undefined || !data.accept.includes(type)) {
      return { is: 'wrong', why: data.accept.length === 1 && data.accept[0] === 'image' ? 'notAnImage' : 'notTheRightMedia' };
    }
    const { id: messageId, fileName, contentProvider } = by.message;
    const address = externalAddress(contentProvider);
    // What an app sent through LIFF stays where it is; LINE has no bytes of it (FACTS §5).
    if (address !== undefined) return { is: 'answer', value: { messageId, type, url: address } };
    const mediaId = context.env.newId();
    const named = typeof fileName === 'string' ? { fileName } : null;
    const value: JsonObject = { messageId, mediaId, type, ...named };
    return { is: 'answer', value, effects: [{ type: 'keepContent', mediaId, messageId, mediaType: type, ...named }] };
  },
});

function mediaTypeOf({ type }: InboundMessage): MediaType | undefined {
  return MEDIA_TYPES.find((known) => known === type);
}

function externalAddress(provider: unknown): string | undefined {
  const { type, originalContentUrl } = (provider ?? {}) as { type?: unknown; originalContentUrl?: unknown };
  return type === 'external' && typeof originalContentUrl === 'string' ? originalContentUrl : undefined;
}
