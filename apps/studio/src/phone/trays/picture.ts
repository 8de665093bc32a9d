import type { PhoneAction } from '@chatloom/contract';

/** A picture ready to be sent as a person. */
export interface Picture {
  contentType: 'image/png' | 'image/jpeg';
  dataBase64: string;
}
type Sent = Extract<PhoneAction, { type: 'sendImage' | 'sendVideo' | 'sendAudio' | 'sendFile' }>;

const VIDEOS = ['video/mp4', 'video/quicktime', 'video/webm'] as const;
const SOUNDS = ['audio/mp4', 'audio/x-m4a', 'audio/mpeg', 'audio/wav', 'audio/webm'] as const;
const oneOf = <T extends string>(types: readonly T[], type: string): T | undefined => types.find((one) => one === type);

/** Any file as what LINE makes of it: a picture, a video, a sound, or a file. Says `size` when it cannot be sent. */
export async function readFile(file: File): Promise<Sent | 'size'> {
  if (file.size > MAX_BYTES || file.size === 0) return 'size';
  const dataBase64 = toBase64(new Uint8Array(await file.arrayBuffer()));
  if (file.type === 'image/png' || file.type === 'image/jpeg') return { type: 'sendImage', contentType: file.type, dataBase64 };
  const video = oneOf(VIDEOS, file.type);
  if (video) return { type: 'sendVideo', contentType: video, dataBase64 };
  const sound = oneOf(SOUNDS, file.type);
  if (sound) return { type: 'sendAudio', contentType: sound, dataBase64 };
  return { type: 'sendFile', fileName: file.name.slice(0, 255), dataBase64 };
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
