import type { FlowDocument } from '../document';
import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('replaceDocument', () => {
  const next: FlowDocument = { ...sampleFlow, name: 'Other', edges: [...sampleFlow.edges].reverse() };

  it('puts another document in place, its edges in order', () => {
    const document = expectEdit(sampleFlow, { type: 'replaceDocument', document: next });
    expect(document.name).toBe('Other');
    expect(document.edges).toEqual(sampleFlow.edges);
  });

  it('refuses a document with an edge id twice', () => {
    const twice = { ...next, edges: [next.edges[0]!, next.edges[0]!] };
    expectRefused(sampleFlow, { type: 'replaceDocument', document: twice }, 'edgeExists');
  });
});
