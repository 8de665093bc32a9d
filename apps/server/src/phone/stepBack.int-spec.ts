import { type ApiServer, type Caller, startApiServer } from '@chatloom/test/apiServer';
import { until } from '@chatloom/test/until';
import { type Simulator, startSimulator } from '../../../simulator/src/startSimulator';

let simulator: Simulator;
let server: ApiServer;
let call: Caller;
let botId: string;
let ann: string;
beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  server = await startApiServer({ SIMULATOR_URL: simulator.url });
  call = await server.owner();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await simulator.close();
}, 30_000);
beforeEach(async () => {
  const bot = await call('POST', '/bots', { name: 'Tea House', timeZone: 'Asia/Taipei' });
  botId = bot.body.id;
  const say = (text: string) => ({ type: 'text', data: { text, ifTooLate: 'push' } });
  const document = {
    formatVersion: 1, name: 'Order', language: 'en', layout: { nodes: {} },
    nodes: {
      start: { type: 'keywordTrigger', data: { rules: [{ mode: 'equals', text: 'order' }] } },
      dish: { type: 'askText', data: { question: 'Which dish?', saveTo: { in: 'field', name: 'dish' }, noAnswer: { after: { amount: 2, unit: 'hours' } } } },
      tag: { type: 'addTag', data: { tag: 'hungry' } },
      thanks: say('{{field.dish}} it is'), late: say('Too late'),
    },
    edges: [['start', 'next', 'dish'], ['dish', 'answered', 'tag'], ['tag', 'next', 'thanks'], ['dish', 'noAnswer', 'late']].map(([from, port, to]) => ({ id: `${from}-${port}`, from, port, to })),
  };
  expect((await call('POST', `/bots/${botId}/flows`, { document })).status).toBe(201);
  await until(() => fetch(`${simulator.url}/sim/v1/channels/${bot.body.simulatorChannelId}`), ({ ok }) => ok);
  ann = (await call('POST', `/bots/${botId}/phone/people`, { displayName: 'Ann' })).body.userId;
});

const at = (path: string) => `/bots/${botId}/phone/people/${ann}/${path}`;
interface Look {
  words: string[];
  turns: number;
  timers: unknown[];
}
async function look(): Promise<Look> {
  const { chat, turns } = (await call('GET', at('chat'))).body;
  return { words: chat.bubbles.map((one: any) => one.message.text), turns: turns.length, timers: chat.timers };
}
/** Says something and waits for the window to show so many messages. */
async function says(text: string, bubbles: number): Promise<Look> {
  await call('POST', at('actions'), { type: 'sendText', text });
  const all = async () => {
    const seen = await look();
    // Sent and recorded: what LINE called the message is known then.
    const { rows } = await server.database.pg.run<{ open: number }>(`SELECT count(*)::int AS open FROM outbox WHERE bot_id = $1 AND state IN ('queued', 'sending')`, [botId]);
    return { seen, open: rows[0]!.open };
  };
  return (await until(all, ({ seen, open }) => seen.words.length >= bubbles && open === 0)).seen;
}
const contact = async () => (await server.database.pg.run<{ fields: object; tags: string[] }>('SELECT fields, tags FROM contact WHERE bot_id = $1 AND line_user_id = $2', [botId, ann])).rows[0];
const back = async () => (await call('POST', at('step-back'))).body.turnIds as string[];

describe('stepping back one turn in the phone', () => {
  it('puts back where the person stood and what was known of them, and the messages vanish', async () => {
    const asked = await says('order', 2);
    expect(asked.words).toEqual(['order', 'Which dish?']);
    await says('Soup', 4);
    expect(await contact()).toEqual({ fields: { dish: 'Soup' }, tags: ['hungry'] });

    expect(await back()).toHaveLength(1);
    expect(await look()).toEqual(asked);
    expect(await contact()).toEqual({ fields: {}, tags: [] });

    expect((await says('Noodles', 4)).words).toEqual(['order', 'Which dish?', 'Noodles', 'Noodles it is']);
    expect(await back()).toHaveLength(1);
    expect(await back()).toHaveLength(1);
    expect(await look()).toEqual({ words: [], turns: 0, timers: [] });
    expect(await back()).toEqual([]);
  }, 60_000);

  it('lets a timer that has rung wait again', async () => {
    const asked = await says('order', 2);
    expect(asked.timers).toHaveLength(1);
    await call('POST', at('skip'));
    for (let seen = asked; !seen.words.includes('Too late'); seen = await look());
    await back();
    const again = await look();
    expect([again.words, again.timers]).toEqual([['order', 'Which dish?'], [expect.objectContaining({ purpose: 'noAnswer' })]]);
    expect((await says('Soup', 4)).words.at(-1)).toBe('Soup it is');
  }, 60_000);
});
