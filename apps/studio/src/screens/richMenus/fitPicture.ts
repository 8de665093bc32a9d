import type { Size } from './areaGeometry';

/** Tried in turn until the picture is light enough; below the last one letters become muddy. */
const QUALITIES = [0.92, 0.85, 0.75, 0.65, 0.55, 0.45];

/**
 * The picture made to fill `size` (what overhangs is cut off evenly) as a JPEG of at most `maxBytes`.
 * @throws Error when the browser cannot draw it, or it stays too heavy at every quality
 */
export async function fitPicture(file: Blob, size: Size, maxBytes: number): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  try {
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser gives no canvas.');
    // See-through parts of a PNG would turn black in a JPEG.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, size.width, size.height);
    const { x, y, width, height } = coverPlace({ width: bitmap.width, height: bitmap.height }, size);
    context.drawImage(bitmap, x, y, width, height);
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (blob && blob.size <= maxBytes) return blob;
    }
    throw new Error(`The picture stays heavier than ${maxBytes} bytes.`);
  } finally {
    bitmap.close();
  }
}

/** Where a picture lies when it covers a frame: as large as needed, in the middle, overhanging on two sides at most. */
function coverPlace(picture: Size, frame: Size): { x: number; y: number; width: number; height: number } {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
}
