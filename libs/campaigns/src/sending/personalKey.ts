import { createHash } from 'node:crypto';

/**
 * The retry key of one person's push: made of the stored key of the chunk and the person's number, so that it is as stored as that one and
 * a million need not be written. Shaped as a UUID of version 8 (RFC 9562 §5.8), which LINE asks for.
 */
export function personalKey(chunkKey: string, no: number): string {
  const hex = createHash('sha256').update(`${chunkKey}/${no}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
