/** One server-sent event. */
export interface ServerSentEvent {
  event: string;
  data: string;
}

/** Longer than any chat the simulator keeps; a stream that never ends an event must not fill the memory. */
const MAX_EVENT_CHARACTERS = 16_000_000;

/**
 * Reads server-sent events from a response body until it ends. Comments are skipped; `id` and `retry` are of no use here.
 * @throws Error when one event is larger than 16 million characters
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let event: ServerSentEvent = { event: 'message', data: '' };
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    if (rest.length + event.data.length > MAX_EVENT_CHARACTERS) throw new Error('A server-sent event is too large.');
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (event.data !== '') yield event;
        event = { event: 'message', data: '' };
      } else if (line.startsWith('event:')) event.event = line.slice(6).trim();
      else if (line.startsWith('data:')) event.data += (event.data === '' ? '' : '\n') + line.slice(5).replace(/^ /, '');
    }
  }
}
