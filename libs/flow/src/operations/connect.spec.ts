import { MAX_EDGES } from '../documentLimits';
import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('connect', () => {
  const edge = { id: 'e0', from: 'bye', port: 'next', to: 'ask' };

  it('draws an edge, in the order of ids', () => {
    expect(expectEdit(sampleFlow, { type: 'connect', edge }).edges.map(({ id }) => id)).toEqual(['e0', 'e1', 'e2']);
    expect(expectEdit(sampleFlow, { type: 'connect', edge: { ...edge, id: 'e9' } }).edges.map(({ id }) => id)).toEqual(['e1', 'e2', 'e9']);
  });

  it('refuses ends that are not there, a taken id and a taken exit', () => {
    expectRefused(sampleFlow, { type: 'connect', edge: { ...edge, from: 'gone' } }, 'nodeNotFound');
    expectRefused(sampleFlow, { type: 'connect', edge: { ...edge, to: 'gone' } }, 'nodeNotFound');
    expectRefused(sampleFlow, { type: 'connect', edge: { ...edge, id: 'e1' } }, 'edgeExists');
    expectRefused(sampleFlow, { type: 'connect', edge: { ...edge, from: 'start' } }, 'portTaken');
  });

  it('refuses one edge too many', () => {
    const edges = Array.from({ length: MAX_EDGES }, (_, index) => ({ id: `x${index}`, from: 'ask', port: `p${index}`, to: 'bye' }));
    expectRefused({ ...sampleFlow, edges }, { type: 'connect', edge }, 'tooManyEdges');
  });
});
