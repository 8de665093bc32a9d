import fc from 'fast-check';
import { readEvents, type ServerSentEvent } from './readEvents';

const bodyOf = (chunks: Uint8Array[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
async function read(text: string, cuts: number[] = []): Promise<ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const chunks = places.slice(1).map((to, index) => bytes.slice(places[index], to));
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(bodyOf(chunks))) events.push(event);
  return events;
}

describe('reading server-sent events', () => {
  it('reads names and data, skips comments, and joins lines of data', async () => {
    expect(await read('event: snapshot\ndata: {"a":1}\n\n: still here\n\ndata: one\ndata: two\n\n')).toEqual([
      { event: 'snapshot', data: '{"a":1}' },
      { event: 'message', data: 'one\ntwo' },
    ]);
  });

  it('leaves out what was cut off at the end', async () => {
    expect(await read('event: change\ndata: {"half":')).toEqual([]);
  });

  it('reads the same however the bytes are cut, also inside a character', async () => {
    const text = 'event: change\ndata: {"text":"你好 🍎"}\n\nevent: change\ndata: {"text":"สวัสดี"}\n\n';
    const whole = await read(text);
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 8 }), async (cuts) => expect(await read(text, cuts)).toEqual(whole)));
  });
});
