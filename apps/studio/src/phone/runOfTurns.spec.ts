import type { PhoneTurn } from '@chatloom/contract';
import type { FlowDocument } from '@chatloom/flow';
import { runOfTurns } from './runOfTurns';

const document: FlowDocument = {
  formatVersion: 1, name: 'Booking', language: 'en',
  nodes: { start: { type: 'keywordTrigger', data: {} }, ask: { type: 'askText', data: {} }, thanks: { type: 'text', data: {} } },
  edges: [{ id: 'e1', from: 'start', port: 'next', to: 'ask' }, { id: 'e2', from: 'ask', port: 'answered', to: 'thanks' }],
  layout: { nodes: {} },
};
const turn = (path: PhoneTurn['path'], trace: PhoneTurn['trace']): PhoneTurn => ({
  id: 't', conversationId: 'c', at: '2026-11-21T12:00:00.000Z', input: {}, path, trace, messages: [], bubbleIds: [],
});
const asked = turn([{ flowId: 'f', nodeId: 'start', port: 'next' }, { flowId: 'f', nodeId: 'ask' }], [{ at: 'routed', flowId: 'f', nodeId: 'start', code: 'triggered' }, { at: 'waiting', flowId: 'f', nodeId: 'ask', code: 'waiting' }]);
const answered = turn([{ flowId: 'f', nodeId: 'ask', port: 'answered' }, { flowId: 'f', nodeId: 'thanks', port: 'next' }], [{ at: 'ended', flowId: 'f', code: 'ended' }]);

describe('the path the canvas lights up', () => {
  it('stops where the conversation waits', () => {
    expect(runOfTurns([asked], 'f', document)).toEqual({ flowId: 'f', visitedNodes: ['start', 'ask'], visitedEdges: ['e1'], currentNode: 'ask' });
  });

  it('goes on from the wait in the next turn, back to where the flow began', () => {
    expect(runOfTurns([asked, asked, answered], 'f', document)).toEqual({ flowId: 'f', visitedNodes: ['start', 'ask', 'thanks'], visitedEdges: ['e1', 'e2'], currentNode: null });
  });

  it('is nothing for a flow that was not touched', () => {
    expect(runOfTurns([asked], 'other', document)).toBeNull();
  });
});
