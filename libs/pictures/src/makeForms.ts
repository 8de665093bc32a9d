import { PICTURE_FORMS, type PictureForm, readPictureHeader } from '@chatloom/messages';

/** A picture in one of its sizes. */
export interface MadeForm {
  form: PictureForm;
  contentType: 'image/png' | 'image/jpeg';
  bytes: Buffer;
}

/** Why a file is not taken; `pictures.faults.<code>` in the studio. */
export class PictureRefusedError extends Error {
  constructor(
    readonly code: 'notAPicture' | 'tooManyPixels',
    message: string,
  ) {
    super(message);
    this.name = 'PictureRefusedError';
  }
}

/** A picture that unpacks to more than this is no photo but an attack on our memory (four bytes each). */
const MAX_PIXELS = 50_000_000;
/** LINE's smallest limit for pictures of messages (FACTS §7: previews and icons). */
const MAX_BYTES = 1024 * 1024;
/** Tried in turn until the file is light enough. */
const QUALITIES = [88, 78, 66, 52, 40];
const FIT_PX = 1_024;
const FULL_PX = 2_048;
const ICON_PX = 256;

/**
 * All sizes of a picture, made anew from its pixels: nothing of the file that came reaches anybody, no hidden data and no script.
 * Upright by its camera's orientation. See-through pictures stay PNG where they are light enough.
 * @param bytes PNG or JPEG, known by content
 * @throws PictureRefusedError
 */
export async function makeForms(bytes: Buffer): Promise<{ width: number; height: number; forms: MadeForm[] }> {
  const header = readPictureHeader(bytes);
  if (!header) throw new PictureRefusedError('notAPicture', 'This is no JPEG or PNG picture.');
  if (header.width * header.height > MAX_PIXELS) throw new PictureRefusedError('tooManyPixels', `The picture has more than ${MAX_PIXELS / 1_000_000} million pixels.`);
  // 35 MB of native code that most processes never need.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(bytes).catch(() => {
    throw new PictureRefusedError('notAPicture', 'The picture is damaged.');
  });
  const { width, height } = image;
  const draw = async (toWidth: number, toHeight: number, source: { x: number; y: number; width: number; height: number }, type: 'png' | 'jpeg' | 'any'): Promise<Pick<MadeForm, 'contentType' | 'bytes'>> => {
    const canvas = createCanvas(toWidth, toHeight);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, source.x, source.y, source.width, source.height, 0, 0, toWidth, toHeight);
    if (type !== 'jpeg') {
      const png = await canvas.encode('png');
      if (type === 'png' || png.length <= MAX_BYTES) return { contentType: 'image/png', bytes: png };
    }
    // A JPEG has no see-through parts: they become white, as chats are.
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, toWidth, toHeight);
    for (const quality of QUALITIES) {
      const jpeg = await canvas.encode('jpeg', quality);
      if (jpeg.length <= MAX_BYTES || quality === QUALITIES.at(-1)) return { contentType: 'image/jpeg', bytes: jpeg };
    }
    throw new Error('A picture has no quality.');
  };
  const whole = { x: 0, y: 0, width, height };
  const within = (edge: number): [number, number] => {
    const scale = Math.min(1, edge / Math.max(width, height));
    return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  };
  const type = header.contentType === 'image/png' ? 'any' : 'jpeg';
  const forms: MadeForm[] = [];
  for (const form of PICTURE_FORMS) forms.push({ form, ...(await make(form)) });
  return { width, height, forms };

  function make(form: PictureForm): Promise<Pick<MadeForm, 'contentType' | 'bytes'>> {
    switch (form) {
      case 'fit':
        return draw(...within(FIT_PX), whole, type);
      case 'full':
        return draw(...within(FULL_PX), whole, type);
      case 'icon': {
        const edge = Math.min(width, height);
        return draw(ICON_PX, ICON_PX, { x: (width - edge) / 2, y: (height - edge) / 2, width: edge, height: edge }, 'png');
      }
      default: {
        // LINE stretches nothing: an imagemap is as wide as asked for, also where the file is smaller (FACTS §7 imagemap).
        const toWidth = Number(form);
        return draw(toWidth, Math.max(1, Math.round((toWidth * height) / width)), whole, type);
      }
    }
  }
}
