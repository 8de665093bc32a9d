import type { RichMenuDocument, RichMenuDrawing } from '@chatloom/messages';
import { call } from '../../api/call';

/** Pictures the server has drawn already, by what they were drawn from. */
export type DrawnPictures = Map<string, string>;

const keyOf = (size: RichMenuDocument['size'], drawing: RichMenuDrawing): string => JSON.stringify([size, drawing]);

/** The picture that was drawn from exactly this, if the server has it already. */
export const drawnPicture = (known: DrawnPictures, size: RichMenuDocument['size'], drawing: RichMenuDrawing): string | undefined => known.get(keyOf(size, drawing));

/** The pictures a loaded document already has. */
export function picturesOf(document: RichMenuDocument): DrawnPictures {
  return new Map(document.tabs.flatMap(({ picture }) => (picture?.drawing ? [[keyOf(document.size, picture.drawing), picture.pictureId] as const] : [])));
}

/**
 * The document with a picture for each drawing; the server draws those that changed and nothing else.
 * @throws ApiError, OfflineError as `call`
 */
export async function drawPictures(botId: string, document: RichMenuDocument, known: DrawnPictures): Promise<RichMenuDocument> {
  const tabs = [];
  for (const tab of document.tabs) {
    const drawing = tab.picture?.drawing;
    if (!tab.picture || !drawing) {
      tabs.push(tab);
      continue;
    }
    const key = keyOf(document.size, drawing);
    const pictureId = known.get(key) ?? (await call('POST /bots/:botId/rich-menu-pictures/draw', { params: { botId }, body: { size: document.size, drawing } })).id;
    known.set(key, pictureId);
    tabs.push({ ...tab, picture: { ...tab.picture, pictureId } });
  }
  return { ...document, tabs };
}
