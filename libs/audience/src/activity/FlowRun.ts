/**
 * Where a person's latest run of a flow stands.
 *
 * - `asking`: waits at a node for an answer. `waiting`: waits for time, or for something of ours.
 * - `calling`: another flow, called by a node of this one, goes on in its place.
 * - `finished`: walked to an end, or went on to another flow for good.
 * - `dropped`: ended before that, while it stood at the node: another flow interrupted it, the account was blocked, somebody stopped it, or
 *   it could not go on. Whether an `asking` run counts as dropped, too, after so many silent days is up to who asks.
 * - `running`: between two nodes; seen only where a turn was cut off.
 */
export type RunState = 'running' | 'asking' | 'waiting' | 'calling' | 'finished' | 'dropped';

/** What is kept of one person's runs of one flow. Times are epoch ms. */
export interface FlowRun {
  flowId: string;
  state: RunState;
  /** Where it stands, or was left; null when finished. */
  nodeId: string | null;
  /** In this state at this node. */
  since: number;
  /** While calling: which flow. */
  calledFlowId: string | null;
  times: number;
  firstReachedAt: number;
  lastReachedAt: number;
  timesFinished: number;
  firstFinishedAt: number | null;
  lastFinishedAt: number | null;
}
