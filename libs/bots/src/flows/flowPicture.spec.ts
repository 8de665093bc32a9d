import type { FlowDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { flowPicture, PICTURE_NODES_MAX } from './flowPicture';

function row(count: number): FlowDocument {
  const ids = Array.from({ length: count }, (_, index) => `n${String(index).padStart(4, '0')}`);
  return {
    formatVersion: 1,
    name: 'Row',
    language: 'en',
    nodes: Object.fromEntries(ids.map((id, index) => [id, { type: index === 0 ? 'keywordTrigger' : 'text', data: {} }])),
    edges: ids.slice(1).map((id, index) => ({ id: `e${index}`, from: ids[index]!, port: 'next', to: id })),
    layout: { nodes: Object.fromEntries(ids.map((id, index) => [id, { x: index * 300.4, y: 0 }])) },
  };
}

describe('flowPicture', () => {
  it('says what is where, and joins it', () => {
    expect(flowPicture(row(2), nodeDefinitions)).toEqual({
      nodes: [
        { id: 'n0000', type: 'keywordTrigger', kind: 'trigger', x: 0, y: 0 },
        { id: 'n0001', type: 'text', kind: 'message', x: 300, y: 0 },
      ],
      edges: [{ from: 'n0000', to: 'n0001' }],
    });
  });

  it('stays small for a long flow, and every edge has both its ends', () => {
    const picture = flowPicture(row(3_000), nodeDefinitions);
    expect(picture.nodes).toHaveLength(PICTURE_NODES_MAX);
    expect(picture.edges).toHaveLength(PICTURE_NODES_MAX - 1);
    expect(JSON.stringify(picture).length).toBeLessThan(8_000);
  });

  it('leaves out nodes without a place', () => {
    const document = row(3);
    delete document.layout.nodes['n0001'];
    expect(flowPicture(document, nodeDefinitions)).toMatchObject({ nodes: [{ id: 'n0000' }, { id: 'n0002' }], edges: [] });
  });
});
