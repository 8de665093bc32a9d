import type { InboxEvent, Ingest } from '@chatloom/conversations';
import { flowStart, tellInChunks } from './tellInChunks';

const PEOPLE = ['Ann', 'Bob', 'Cat', 'Dan', 'Eve'];
const SIZE = 2;

/** Five people who are told two at a time; how far we are is kept, unless it is the `dies`-th time. */
function telling({ dies = 0, from = 0 } = {}) {
  let after: number | null = from;
  const told: string[] = [];
  let kept = 0;
  const run = () =>
    tellInChunks<number>({ append: async (events: readonly InboxEvent[]) => void told.push(...events.map(({ eventId }) => eventId)) } as Pick<Ingest, 'append'>, {
      point: 'poll.toldSome',
      chunk: async () => {
        if (after === null) return null;
        const some = PEOPLE.slice(after, after + SIZE);
        return { events: some.map((name) => flowStart({ botId: 'b', channelId: 'c', conversationKey: `u:${name}`, eventId: name }, 'thanks', 7)), next: some.length < SIZE ? null : after + SIZE };
      },
      keep: async (next) => {
        if (++kept === dies) throw new Error('died');
        after = next;
      },
    });
  return { run, told };
}

describe('people who are told of something', () => {
  it('are told once each, in chunks, until nobody is left', async () => {
    const { run, told } = telling();
    expect(await run()).toBe(5);
    expect(told).toEqual(PEOPLE);
    expect(await run()).toBe(0);
  });

  it('get the same event again after a death, never another one', async () => {
    const { run, told } = telling({ dies: 2 });
    await expect(run()).rejects.toThrow('died');
    await run();
    expect(told).toEqual(['Ann', 'Bob', 'Cat', 'Dan', 'Cat', 'Dan', 'Eve']);
    expect([...new Set(told)]).toEqual(PEOPLE);
  });

  it('begin their flow at the moment of what happened', () => {
    const event: InboxEvent = flowStart({ botId: 'b', channelId: 'c', conversationKey: 'u:Ann', eventId: 'e' }, 'thanks', 7);
    expect(event.input).toEqual({ type: 'flowStarted', flowId: 'thanks', at: 7 });
  });
});
