import type { CallApi, NewBot } from './makeSampleBot';

/** A series of two steps, and a topic with a feed that cannot be read and something planned. */
export async function makeSeries(call: CallApi, { id: botId }: NewBot): Promise<{ series: string; topic: string }> {
  const text = (words: string) => ({ type: 'text', data: { text: words, ifTooLate: 'push' } });
  const document = {
    formatVersion: 1, name: 'First week 第一週', language: 'en', layout: { nodes: {} }, series: { again: 'ignore', exit: { replied: true, tags: ['bought'] } },
    nodes: { start: { type: 'tagAddedTrigger', data: { tag: 'new' } }, one: text('Welcome'), wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'days' } } } }, two: text('Day two') },
    edges: ['start', 'one', 'wait'].map((from, index) => ({ id: `e${index}`, from, port: 'next', to: ['one', 'wait', 'two'][index] })),
  };
  const series = (await call('POST', `/bots/${botId}/flows`, { document })).id;
  const topic = (await call('POST', `/bots/${botId}/topics`, { name: 'Shop news 店家消息', description: 'What is new', feed: { url: 'http://169.254.169.254/feed', everyMinutes: 60 } })).id;
  await call('POST', `/bots/${botId}/topics/${topic}/issues`, { title: 'Spring menu', blocks: [text('Spring is here')], at: '2099-03-01T00:00:00.000Z' });
  return { series, topic };
}
