import type { Json } from '@chatloom/engine';
import { askLabel } from '../shared/askLabel';
import { askRunner } from '../shared/askRunner';
import type { AskImageData } from './definition';

export const runAskImage = askRunner<AskImageData>({
  buttons(data, context) {
    const camera = { action: { type: 'camera', label: askLabel(data.cameraLabel, 'takePhoto', context) } };
    const album = { action: { type: 'cameraRoll', label: askLabel(data.albumLabel, 'choosePhoto', context) } };
    return { both: [camera, album], camera: [camera], album: [album], none: [] }[data.offer];
  },

  read(_data, _context, by) {
    if (by.by !== 'message' || by.message.type !== 'image') return { is: 'wrong', why: 'notAnImage' };
    const provider = by.message.contentProvider as { type?: unknown; originalContentUrl?: unknown } | undefined;
    const value: { [key: string]: Json } = { messageId: by.message.id };
    // Pictures sent by an app through LIFF stay where they are; LINE has no bytes of them (FACTS §5).
    if (provider?.type === 'external' && typeof provider.originalContentUrl === 'string') value.url = provider.originalContentUrl;
    return { is: 'answer', value };
  },
});
