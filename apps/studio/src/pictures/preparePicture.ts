import { readPictureHeader } from '@chatloom/messages';
import { toBase64 } from '../screens/richMenus/toBase64';

/** What the server takes at once. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Larger is never shown (see `PICTURE_FORMS`). */
const EDGE_PX = 2_048;
const QUALITY = 0.9;
/** Enough for any header that has a size in it. */
const HEAD_BYTES = 256 * 1024;

/**
 * A chosen file as the server takes it, base64: JPEG and PNG as they are, everything else the browser can read (WebP, large photos of phones) drawn anew.
 * @throws Error when it is no picture
 */
export async function preparePicture(file: Blob): Promise<string> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (readPictureHeader(head) && file.size <= MAX_BYTES) return toBase64(file);
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, EDGE_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser gives no canvas.');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (!blob) throw new Error('The picture could not be drawn.');
    return await toBase64(blob);
  } finally {
    bitmap.close();
  }
}
