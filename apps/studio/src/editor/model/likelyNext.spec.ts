import type { NodeDefinition } from '@chatloom/flow';
import { z } from 'zod';
import { likelyNext } from './likelyNext';

const type = (name: string, kind: NodeDefinition['kind']): NodeDefinition => ({ type: name, kind, icon: 'x', schema: z.any(), defaults: () => ({}), ports: () => [] });
const all = [type('keyword', 'trigger'), type('text', 'message'), type('askText', 'ask'), type('delay', 'wait')];
const titles: Record<string, string> = { keyword: 'When someone says', text: 'Send a message', askText: 'Ask for words', delay: 'Wait' };
const find = (after: NodeDefinition['kind'] | undefined, typed: string) => likelyNext(all, after, typed, (definition) => titles[definition.type]!).map((each) => each.type);

describe('likelyNext', () => {
  it('offers ways to begin first on an empty canvas', () => {
    expect(find(undefined, '')[0]).toBe('keyword');
  });

  it('never offers a trigger behind another step', () => {
    expect(find('message', '')).not.toContain('keyword');
  });

  it('offers an answer after a question first', () => {
    expect(find('ask', '')).toEqual(['text', 'askText', 'delay']);
  });

  it('narrows while typing, also in full-width letters', () => {
    expect(find(undefined, 'ＷＡＩＴ')).toEqual(['delay']);
    expect(find(undefined, 'message send')).toEqual(['text']);
    expect(find(undefined, 'pizza')).toEqual([]);
  });
});
