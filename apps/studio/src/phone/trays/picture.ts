/** A picture ready to be sent as a person. */
export interface Picture {
  contentType: 'image/png' | 'image/jpeg';
  dataBase64: string;
}

/** Larger files only slow the trying down; LINE's own limit for users is not published. */
const MAX_BYTES = 5_000_000;

/** Reads a chosen file; says `type` or `size` when it cannot be sent. */
export async function readPicture(file: File): Promise<Picture | 'type' | 'size'> {
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return 'type';
  if (file.size > MAX_BYTES || file.size === 0) return 'size';
  return { contentType: file.type, dataBase64: toBase64(new Uint8Array(await file.arrayBuffer())) };
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: a call takes only so many arguments.
  for (let from = 0; from < bytes.length; from += 0x8000) binary += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(binary);
}

/** A drawn picture with a word on it, for trying without a camera. */
export function samplePicture(words: string): Picture {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d');
  if (pen) {
    const sky = pen.createLinearGradient(0, 0, 0, 480);
    sky.addColorStop(0, '#9BB7DB');
    sky.addColorStop(1, '#F4F6F8');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = '#0B7A3B';
    pen.beginPath();
    pen.moveTo(0, 480);
    pen.lineTo(220, 240);
    pen.lineTo(380, 400);
    pen.lineTo(470, 320);
    pen.lineTo(640, 480);
    pen.fill();
    pen.fillStyle = '#111111';
    pen.font = '32px sans-serif';
    pen.fillText(words, 32, 64);
  }
  return { contentType: 'image/png', dataBase64: canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '') };
}
