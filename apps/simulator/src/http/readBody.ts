import type { IncomingMessage } from 'node:http';

/** The body went over the limit; the rest of it is not read. */
export const TOO_LARGE = Symbol('too large');

/** Reads a request's body, up to `maxBytes`. Rejects when the sender breaks off. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | typeof TOO_LARGE> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) {
        request.removeAllListeners('data');
        request.resume();
        resolve(TOO_LARGE);
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('The request was broken off.')));
  });
}
