import type { ContactSnapshot, LineMessage } from '@chatloom/engine';
import { renderEachBlock } from '@chatloom/nodes/runtime';
import type { Block } from './blockModel';

/** For whom and from whom a preview is made. */
export interface PreviewSituation {
  person: ContactSnapshot;
  bot: { id: string; name: string; timeZone: string };
  /** The language plain texts are written in. */
  mainLanguage: string;
  /** Epoch ms, for dates in texts. */
  now: number;
}

/** What one bubble becomes: nothing while it is unfinished. */
export type PreviewBubble = LineMessage | undefined;

/** What a person would get, one entry for each block; `undefined` for one that cannot be sent yet (an empty text, a picture without address). */
export function previewBlocks(blocks: readonly Block[], { person, bot, mainLanguage, now }: PreviewSituation): PreviewBubble[] {
  return renderEachBlock(blocks, { contact: person, bot, language: mainLanguage, now }).map(({ messages }) => messages[0]);
}
