import type { FlowDocument } from '@chatloom/flow';

/** Words of a fresh series, in the language of the person who makes it. */
export interface SeriesWords {
  name: string;
  first: string;
  second: string;
}

/** A series to begin with: a tag starts it, a message at once, another one a day later. */
export function newSeries(words: SeriesWords, language: string): FlowDocument {
  const text = (words: string) => ({ type: 'text', data: { text: words, ifTooLate: 'push' } });
  return {
    formatVersion: 1,
    name: words.name,
    language,
    nodes: {
      start: { type: 'tagAddedTrigger', data: { tag: '', priority: 50, whileRunning: 'queue' } },
      first: text(words.first),
      wait: { type: 'delay', data: { until: { mode: 'duration', duration: { amount: 1, unit: 'days' } }, onlyInBusinessHours: false, afterwards: 'push', ifTooLate: 'drop' } },
      second: text(words.second),
    },
    edges: [
      { id: 'e1', from: 'start', port: 'next', to: 'first' },
      { id: 'e2', from: 'first', port: 'next', to: 'wait' },
      { id: 'e3', from: 'wait', port: 'next', to: 'second' },
    ],
    layout: { nodes: { start: { x: 0, y: 0 }, first: { x: 300, y: 0 }, wait: { x: 600, y: 0 }, second: { x: 900, y: 0 } } },
    series: { again: 'ignore', exit: { replied: false, tags: [] } },
  };
}
