import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** Answers with a CSV file that is written while it is read: a slow reader slows the writing down. */
export async function sendCsv(reply: FastifyReply, { fileName, text }: { fileName: string; text: AsyncIterable<string> }): Promise<void> {
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(text));
}
