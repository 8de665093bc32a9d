/** The same as `CONTACT_IMPORT_MAX_BYTES` and `CONTACT_IMPORT_PIECE_BYTES` of the contract, which is not imported to keep zod out of the page. */
export const MAX_BYTES = 50 * 1024 * 1024;
export const PIECE_BYTES = 4 * 1024 * 1024;

/** Where each piece of a file of so many bytes begins and ends. */
export function piecesOf(bytes: number, pieceBytes: number = PIECE_BYTES): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, index) => ({ from: index * pieceBytes, to: Math.min(bytes, (index + 1) * pieceBytes) }));
}

/** The bytes of a part of a file as base64. */
export function readBase64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(part);
  });
}
