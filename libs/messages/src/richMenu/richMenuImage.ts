import { RICH_MENU_IMAGE_MAX_BYTES, RICH_MENU_IMAGE_MAX_WIDTH, RICH_MENU_IMAGE_MIN_HEIGHT, RICH_MENU_IMAGE_MIN_RATIO, RICH_MENU_IMAGE_MIN_WIDTH } from './limits';

/** What the first bytes of a picture say about it. */
export interface PictureHeader {
  contentType: 'image/png' | 'image/jpeg';
  /** Pixels. */
  width: number;
  height: number;
}

/** Why LINE would refuse a picture, as an i18n code below `richMenus.problems` and an English sentence. */
export interface PictureFault {
  code: 'pictureNotReadable' | 'pictureTooHeavy' | 'pictureWidth' | 'pictureHeight' | 'pictureRatio';
  params: Record<string, string | number>;
  message: string;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Kind and size of a PNG or JPEG by its content, whatever its name says; nothing for anything else. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  return readPng(bytes) ?? readJpeg(bytes);
}

/** The faults of a menu size or of a picture's size (FACTS §9 "image"). */
export function menuSizeFaults({ width, height }: { width: number; height: number }): PictureFault[] {
  const faults: PictureFault[] = [];
  if (width < RICH_MENU_IMAGE_MIN_WIDTH || width > RICH_MENU_IMAGE_MAX_WIDTH) {
    const params = { width, min: RICH_MENU_IMAGE_MIN_WIDTH, max: RICH_MENU_IMAGE_MAX_WIDTH };
    faults.push({ code: 'pictureWidth', params, message: `The picture is ${width} pixels wide; LINE takes ${params.min} to ${params.max}.` });
  }
  if (height < RICH_MENU_IMAGE_MIN_HEIGHT) {
    faults.push({ code: 'pictureHeight', params: { height, min: RICH_MENU_IMAGE_MIN_HEIGHT }, message: `The picture is ${height} pixels high; LINE wants at least ${RICH_MENU_IMAGE_MIN_HEIGHT}.` });
  }
  if (height > 0 && width / height < RICH_MENU_IMAGE_MIN_RATIO) {
    // Cut, not rounded: 1.449 must not read as "1.45, and 1.45 is allowed".
    const ratio = Math.floor((width / height) * 100) / 100;
    const params = { ratio, min: RICH_MENU_IMAGE_MIN_RATIO, width, height, maxHeight: Math.floor(width / RICH_MENU_IMAGE_MIN_RATIO) };
    faults.push({
      code: 'pictureRatio',
      params,
      message: `The picture is too high for its width: ${width} × ${height} is ${ratio} to 1, and LINE wants at least ${RICH_MENU_IMAGE_MIN_RATIO} to 1. Cut it to a height of ${params.maxHeight} pixels or less.`,
    });
  }
  return faults;
}

/** All faults of a picture file. @param bytes the file's content */
export function pictureFaults(bytes: Uint8Array): PictureFault[] {
  const header = readPictureHeader(bytes);
  if (!header) return [{ code: 'pictureNotReadable', params: {}, message: 'This is no JPEG or PNG picture.' }];
  const faults = menuSizeFaults(header);
  if (bytes.length > RICH_MENU_IMAGE_MAX_BYTES) {
    const megabytes = Math.ceil((bytes.length / RICH_MENU_IMAGE_MAX_BYTES) * 100) / 100;
    faults.unshift({
      code: 'pictureTooHeavy',
      params: { megabytes, max: 1 },
      message: `The picture has ${megabytes} MB; LINE takes 1 MB at most. Save it as JPEG with a lower quality, or smaller.`,
    });
  }
  return faults;
}

function readPng(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 24 || PNG_SIGNATURE.some((byte, index) => bytes[index] !== byte)) return undefined;
  const isHeader = bytes[12] === 0x49 && bytes[13] === 0x48 && bytes[14] === 0x44 && bytes[15] === 0x52;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isHeader ? { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

function readJpeg(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // Fill bytes may stand before a marker, and restart markers have no length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (isFrame(marker)) return { contentType: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** SOF0 to SOF15 hold the size, apart from three markers of that range that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
