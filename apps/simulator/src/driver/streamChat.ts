import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatChange } from '../world/bubble';
import type { Chat } from '../world/chat';

/** Proxies drop silent connections after a minute or so. */
const KEEP_ALIVE_MS = 20_000;

/** Server-sent events of a chat: `snapshot` first, then `change` for each that happens (`ChatChange`, as `complete` fills it up). */
export function streamChat(request: IncomingMessage, response: ServerResponse, chat: Chat, snapshot: () => object, complete: (change: ChatChange) => object = (change) => change): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  const write = (event: string, data: object): void => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const watch = (change: ChatChange): void => write('change', complete(change));
  write('snapshot', snapshot());
  chat.watchers.add(watch);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    chat.watchers.delete(watch);
  });
}
