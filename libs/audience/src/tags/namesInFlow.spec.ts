import type { FlowDocument } from '@chatloom/flow';
import { namesInFlow, nodesNaming } from './namesInFlow';

const document = (nodes: Record<string, object>) => ({ formatVersion: 1, name: 'x', language: 'en', nodes: Object.fromEntries(Object.entries(nodes).map(([id, data]) => [id, { type: 'x', data }])), edges: [], layout: { nodes: {} } }) as unknown as FlowDocument;

describe('names in a flow', () => {
  const flow = document({
    add: { tag: 'vip' },
    ask: { expression: '"vip" in contact.tags' },
    other: { expression: '"vip2" in contact.tags', text: 'vip' },
    set: { field: 'city' },
    say: { text: 'You live in {{ field.city | upper }}' },
    near: { text: '{{ field.cityName }} {{ myfield.city }}' },
    save: { saveAs: { in: 'field', name: 'city' } },
  });
  it('are found in settings, expressions and variables, and not in words that only look alike', () => {
    expect(nodesNaming(flow, { kind: 'tag', name: 'vip' })).toEqual(['add', 'ask']);
    expect(nodesNaming(flow, { kind: 'field', name: 'city' })).toEqual(['set', 'say', 'save']);
  });
  it('may hold any sign', () => expect(nodesNaming(document({ a: { expression: `'a.b (c)' in contact.tags` } }), { kind: 'tag', name: 'a.b (c)' })).toEqual(['a']));
  it('can be listed', () => {
    const { tags, fields } = namesInFlow(flow);
    expect([[...tags], [...fields]]).toEqual([['vip'], ['city']]);
  });
});
