import type { TraceEntry } from '@chatloom/engine';
import type { FlowRun, RunState } from './FlowRun';

/** Nodes somebody came to. Times are epoch ms. */
export interface Visit {
  flowId: string;
  nodeId: string;
  firstAt: number;
  lastAt: number;
  times: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One person's way through flows, followed by the traces of their turns in order. Pure: begins with the runs that are known, and afterwards
 * says which of them changed and what was visited.
 */
export class Progress {
  private readonly runs: Map<string, FlowRun>;
  private readonly changed = new Set<string>();
  private readonly visited = new Map<string, Visit>();

  constructor(known: readonly FlowRun[] = []) {
    this.runs = new Map(known.map((run) => [run.flowId, { ...run }]));
  }

  /** @param at when the turn was taken */
  follow(trace: readonly TraceEntry[], at: number): void {
    for (const entry of trace) this.take(entry, at);
  }

  get changedRuns(): FlowRun[] {
    return [...this.changed].map((flowId) => this.runs.get(flowId)!);
  }

  get visits(): Visit[] {
    return [...this.visited.values()];
  }

  private take({ at: kind, flowId, nodeId, code, params }: TraceEntry, at: number): void {
    // Anything but our own ids (an old trace, a test) is nobody's flow.
    if (flowId === undefined || !UUID.test(flowId)) return;
    const other = typeof params?.['flowId'] === 'string' ? params['flowId'] : null;
    switch (kind) {
      case 'entered':
        if (nodeId !== undefined) this.enter(flowId, nodeId, at);
        return;
      case 'waiting':
        return this.stand(flowId, code === 'waitingForAnswer' ? 'asking' : 'waiting', nodeId ?? null, at);
      case 'note':
        if (code === 'called' && other !== null) this.stand(flowId, 'calling', nodeId ?? null, at, other);
        if (code === 'wentTo') this.finish(flowId, at);
        return;
      case 'left':
        if (code !== 'returned') return;
        if (other !== null) this.finish(other, at);
        return this.stand(flowId, 'running', nodeId ?? null, at);
      case 'ended':
        if (code === 'completed') return this.finish(flowId, at);
        return this.drop(flowId, nodeId ?? (typeof params?.['nodeId'] === 'string' ? params['nodeId'] : null), at);
    }
  }

  private enter(flowId: string, nodeId: string, at: number): void {
    const visit = this.visited.get(`${flowId}/${nodeId}`);
    if (visit) Object.assign(visit, { lastAt: at, times: visit.times + 1 });
    else this.visited.set(`${flowId}/${nodeId}`, { flowId, nodeId, firstAt: at, lastAt: at, times: 1 });
    const run = this.runs.get(flowId);
    if (run && run.state !== 'finished' && run.state !== 'dropped') return this.stand(flowId, 'running', nodeId, at);
    this.changed.add(flowId);
    this.runs.set(flowId, {
      ...(run ?? { flowId, timesFinished: 0, firstFinishedAt: null, lastFinishedAt: null, firstReachedAt: at }),
      state: 'running',
      nodeId,
      since: at,
      calledFlowId: null,
      times: (run?.times ?? 0) + 1,
      lastReachedAt: at,
    });
  }

  /** Runs that were never seen to begin (their history is gone already) are not told about. */
  private stand(flowId: string, state: RunState, nodeId: string | null, at: number, calledFlowId: string | null = null): void {
    const run = this.runs.get(flowId);
    if (!run) return;
    this.changed.add(flowId);
    Object.assign(run, { state, nodeId, since: at, calledFlowId });
  }

  private finish(flowId: string, at: number): void {
    const run = this.runs.get(flowId);
    if (!run || run.state === 'finished' || run.state === 'dropped') return;
    this.changed.add(flowId);
    Object.assign(run, { state: 'finished', nodeId: null, since: at, calledFlowId: null, timesFinished: run.timesFinished + 1, firstFinishedAt: run.firstFinishedAt ?? at, lastFinishedAt: at });
  }

  /** With a flow end those that had called it. */
  private drop(flowId: string, nodeId: string | null, at: number): void {
    const run = this.runs.get(flowId);
    if (!run || run.state === 'finished' || run.state === 'dropped') return;
    this.stand(flowId, 'dropped', nodeId ?? run.nodeId, at);
    for (const caller of this.runs.values()) if (caller.state === 'calling' && caller.calledFlowId === flowId) this.drop(caller.flowId, caller.nodeId, at);
  }
}
