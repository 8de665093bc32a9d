import type { TraceEntry } from '@chatloom/engine';
import type { FlowRun } from './FlowRun';
import { Progress } from './Progress';

const A = '019aa000-0000-7000-8000-00000000000a';
const B = '019aa000-0000-7000-8000-00000000000b';
const C = '019aa000-0000-7000-8000-00000000000c';

const entered = (flowId: string, nodeId: string): TraceEntry => ({ at: 'entered', flowId, nodeId, code: 'entered' });
const asks = (flowId: string, nodeId: string): TraceEntry => ({ at: 'waiting', flowId, nodeId, code: 'waitingForAnswer' });
const delays = (flowId: string, nodeId: string): TraceEntry => ({ at: 'waiting', flowId, nodeId, code: 'waitingForTime' });
const completed = (flowId: string): TraceEntry => ({ at: 'ended', flowId, code: 'completed' });
const interrupted = (flowId: string, nodeId: string): TraceEntry => ({ at: 'ended', flowId, nodeId, code: 'interrupted' });
const calls = (flowId: string, nodeId: string, to: string): TraceEntry => ({ at: 'note', flowId, nodeId, code: 'called', params: { flowId: to } });
const returned = (flowId: string, nodeId: string, from: string): TraceEntry => ({ at: 'left', flowId, nodeId, port: 'returned', code: 'returned', params: { flowId: from } });
const wentTo = (flowId: string, nodeId: string, to: string): TraceEntry => ({ at: 'note', flowId, nodeId, code: 'wentTo', params: { flowId: to } });

/** The person's runs after these turns, one second apart. */
function after(turns: readonly TraceEntry[][], known: FlowRun[] = []) {
  const progress = new Progress(known);
  turns.forEach((trace, second) => progress.follow(trace, second * 1_000));
  return Object.fromEntries(progress.changedRuns.map(({ flowId, ...run }) => [flowId, run]));
}

describe('the way of a person through flows', () => {
  it('waits at a question, and is finished when it was walked to its end', () => {
    expect(after([[entered(A, 'start'), entered(A, 'ask'), asks(A, 'ask')]])[A]).toMatchObject({ state: 'asking', nodeId: 'ask', since: 0, times: 1, timesFinished: 0 });
    expect(after([[entered(A, 'ask'), asks(A, 'ask')], [entered(A, 'thanks'), completed(A)]])[A]).toMatchObject({ state: 'finished', nodeId: null, since: 1_000, firstReachedAt: 0, lastFinishedAt: 1_000, timesFinished: 1 });
  });

  it('is dropped at the question another flow interrupted', () => {
    const runs = after([[entered(A, 'ask'), asks(A, 'ask')], [interrupted(A, 'ask'), entered(B, 'start'), delays(B, 'wait')]]);
    expect(runs[A]).toMatchObject({ state: 'dropped', nodeId: 'ask', since: 1_000, timesFinished: 0 });
    expect(runs[B]).toMatchObject({ state: 'waiting', nodeId: 'wait' });
  });

  it('begins again when the same flow is started anew', () => {
    expect(after([[entered(A, 'ask'), asks(A, 'ask')], [interrupted(A, 'ask'), entered(A, 'ask'), asks(A, 'ask')]])[A]).toMatchObject({ state: 'asking', times: 2, firstReachedAt: 0, lastReachedAt: 1_000 });
  });

  it('goes on in a called flow and comes back', () => {
    const inside = [entered(A, 'call'), calls(A, 'call', B), entered(B, 'ask'), asks(B, 'ask')];
    expect(after([inside])).toMatchObject({ [A]: { state: 'calling', nodeId: 'call', calledFlowId: B }, [B]: { state: 'asking' } });
    expect(after([inside, [returned(A, 'call', B), entered(A, 'bye'), completed(A)]])).toMatchObject({ [A]: { state: 'finished', timesFinished: 1, calledFlowId: null }, [B]: { state: 'finished', timesFinished: 1 } });
  });

  it('drops everybody who called, and nobody else', () => {
    const runs = after([
      [entered(C, 'ask'), asks(C, 'ask')],
      [entered(A, 'call'), calls(A, 'call', B), entered(B, 'ask'), asks(B, 'ask')],
      [interrupted(B, 'ask')],
    ]);
    expect([runs[A], runs[B], runs[C]]).toMatchObject([{ state: 'dropped', nodeId: 'call' }, { state: 'dropped', nodeId: 'ask' }, { state: 'asking' }]);
  });

  it('ends well, whoever called whom in a circle', () => {
    const known: FlowRun[] = [
      { ...blank(A), state: 'calling', calledFlowId: B },
      { ...blank(B), state: 'calling', calledFlowId: A },
    ];
    expect(after([[interrupted(A, 'x')]], known)).toMatchObject({ [A]: { state: 'dropped' }, [B]: { state: 'dropped' } });
  });

  it('has finished a flow that went on to another one for good', () => {
    expect(after([[entered(A, 'go'), wentTo(A, 'go', B), entered(B, 'ask'), asks(B, 'ask')]])).toMatchObject({ [A]: { state: 'finished' }, [B]: { state: 'asking' } });
  });

  it('knows where a run that broke was', () => {
    expect(after([[entered(A, 'loop'), { at: 'ended', flowId: A, code: 'turnLimit', params: { nodeId: 'loop', limit: 100 } }]])[A]).toMatchObject({ state: 'dropped', nodeId: 'loop' });
  });

  it('counts each visit of a node', () => {
    const progress = new Progress();
    progress.follow([entered(A, 'ask')], 1_000);
    progress.follow([entered(A, 'ask'), entered(A, 'bye')], 5_000);
    expect(progress.visits).toEqual([
      { flowId: A, nodeId: 'ask', firstAt: 1_000, lastAt: 5_000, times: 2 },
      { flowId: A, nodeId: 'bye', firstAt: 5_000, lastAt: 5_000, times: 1 },
    ]);
  });

  it('says nothing of runs whose beginning is not known, nor of what is no flow of ours', () => {
    const progress = new Progress([blank(B)]);
    progress.follow([asks(A, 'ask'), completed(A), entered('hello', 'start'), interrupted(C, 'x')], 0);
    expect([progress.changedRuns, progress.visits]).toEqual([[], []]);
  });

  it('leaves what it was given as it was', () => {
    const known = blank(A);
    after([[entered(A, 'ask'), asks(A, 'ask')]], [known]);
    expect(known).toEqual(blank(A));
  });
});

function blank(flowId: string): FlowRun {
  return { flowId, state: 'running', nodeId: null, since: 0, calledFlowId: null, times: 1, firstReachedAt: 0, lastReachedAt: 0, timesFinished: 0, firstFinishedAt: null, lastFinishedAt: null };
}
