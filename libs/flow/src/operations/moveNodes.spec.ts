import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit, expectRefused } from '../testing/operationSpec';

describe('moveNodes', () => {
  it('moves several nodes at once, also one that had no place', () => {
    const document = expectEdit(sampleFlow, { type: 'moveNodes', positions: { ask: { x: 1, y: 1 }, bye: { x: 2, y: 2 } } });
    expect(document.layout.nodes).toEqual({ start: { x: 0, y: 0 }, ask: { x: 1, y: 1 }, bye: { x: 2, y: 2 } });
  });

  it('forgets a place', () => {
    expect(expectEdit(sampleFlow, { type: 'moveNodes', positions: { ask: null } }).layout.nodes).toEqual({ start: { x: 0, y: 0 } });
  });

  it('moves nothing when one of the nodes is not there', () => {
    expectRefused(sampleFlow, { type: 'moveNodes', positions: { ask: { x: 9, y: 9 }, gone: { x: 1, y: 1 } } }, 'nodeNotFound');
  });
});
