import type { CompiledFlow, Input } from '../types';
import { type Run, trackOf } from './run';
import { createRunContext } from './runContext';

/**
 * A person enters a series, on its own track beside the conversation. What happens to somebody who is in it already, and who may not come
 * in, is said by the series. Groups have none.
 */
export function enterSeries(run: Run, flow: CompiledFlow, nodeId: string, input: Input = run.input): void {
  const { flowId } = flow;
  const { chat } = run.env;
  if (chat && chat.kind !== 'user') return run.log.add({ at: 'routed', flowId, nodeId, code: 'seriesOnlyOneToOne' });
  run.turnTo(trackOf(flowId));
  const again = flow.document.series!.again;
  if (run.session && again === 'ignore') return run.log.add({ at: 'routed', flowId, nodeId, code: 'seriesAlreadyIn' });
  if (run.session && again === 'leave') return run.end('seriesLeft');
  const reason = exitReason(run, flow, nodeId);
  if (reason) return run.log.add({ at: 'routed', flowId, nodeId, code: 'seriesNotEntered', params: { reason: reason.code } });
  if (run.halted) {
    // The conversation asks something of the database: the series begins when it has its answer.
    run.queued = [{ flowId, nodeId, input }];
    return run.log.add({ at: 'routed', flowId, nodeId, code: 'queued' });
  }
  run.log.add({ at: 'routed', flowId, nodeId, code: 'seriesEntered' });
  run.start(flow, { enter: nodeId });
}

/** A timer brings the next step of the series whose turn it is: is a condition to leave it met? Then it is over. */
export function wantsToLeaveSeries(run: Run): boolean {
  const flow = seriesFlow(run);
  const reason = flow && exitReason(run, flow, run.session!.wait!.nodeId);
  if (!reason) return false;
  run.timerRang();
  run.end(reason.code, reason.params);
  return true;
}

/** The person wrote or tapped: series that end by that are over, but not those that asked for it. */
export function endRepliedSeries(run: Run): void {
  for (const track of run.busyTracks()) {
    if (run.waitOf(track)?.for !== 'time') continue;
    run.turnTo(track);
    if (seriesFlow(run)?.document.series?.exit.replied) run.end('seriesReplied');
  }
  run.turnTo(null);
}

/** Series that wait for an answer, the question asked last first. */
export function waitingTracks(run: Run): string[] {
  return run
    .busyTracks()
    .filter((track) => run.waitOf(track)?.for === 'answer')
    .sort((a, b) => run.waitOf(b)!.since - run.waitOf(a)!.since);
}

/** The flow that made the track; a called flow may be running on top of it. */
function seriesFlow(run: Run): CompiledFlow | undefined {
  const frame = run.session?.frames[0];
  return frame && run.env.flows.version(frame.versionId);
}

function exitReason(run: Run, flow: CompiledFlow, nodeId: string): { code: string; params?: { tag: string } } | undefined {
  const { exit } = flow.document.series ?? {};
  const tag = exit?.tags.find((each) => run.env.contact.tags.includes(each));
  if (tag !== undefined) return { code: 'seriesExitTag', params: { tag } };
  if (exit?.condition && createRunContext(run, flow, nodeId).evaluate(exit.condition) === true) return { code: 'seriesExitCondition' };
  return undefined;
}
