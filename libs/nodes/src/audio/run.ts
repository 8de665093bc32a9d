import type { LineMessage } from '@chatloom/engine';
import type { BuildContext } from '../shared/buildContext';
import { messageRunner } from '../shared/messageRunner';
import type { AudioData } from './definition';

/** A sound; LINE wants its length in whole milliseconds. */
export function buildAudio(content: Pick<AudioData, 'audioUrl' | 'seconds'>, context: BuildContext): LineMessage {
  return { type: 'audio', originalContentUrl: context.render(content.audioUrl).trim(), duration: Math.max(1, Math.round(content.seconds * 1000)) };
}

export const runAudio = messageRunner<AudioData>(buildAudio);
