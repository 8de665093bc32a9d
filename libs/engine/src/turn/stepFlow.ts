import { startNodeOf } from '../compileFlow';
import type { CompiledFlow, Env, Input, Resume, Session, StepResult } from '../types';
import { Run } from './run';
import type { EngineParts } from './run';
import { readTapData } from './tapData';

/**
 * Moves one session of one flow by one input, without asking who the input is for: with no session the flow begins at
 * its trigger, otherwise the waiting node gets the input. An input the wait does not know leaves everything as it is,
 * with trace `notForThisWait`.
 */
export function stepFlow(parts: EngineParts, flow: CompiledFlow, session: Session | null, input: Input, env: Env): StepResult {
  const flows = env.flows;
  const known: Env = {
    ...env,
    flows: {
      live: (flowId) => flows.live(flowId),
      version: (versionId) => (versionId === flow.versionId ? flow : flows.version(versionId)),
      all: () => flows.all(),
      triggers: () => flows.triggers(),
    },
  };
  const run = new Run(parts, { session, queued: [] }, input, known);
  if (!run.session) {
    const nodeId = startNodeOf(flow);
    if (nodeId === undefined) run.log.add({ at: 'routed', flowId: flow.flowId, code: 'flowHasNoStart' });
    else run.start(flow, { enter: nodeId });
  } else {
    const by = resumeOf(run.session, input);
    if (by) run.resume(by);
    else run.log.add({ at: 'routed', code: 'notForThisWait', params: { input: input.type } });
  }
  const { state, effects, trace, asks } = run.finish();
  return { session: state.session, effects, trace, ...(asks && { asks }) };
}

function resumeOf(session: Session, input: Input): Resume | undefined {
  const { wait } = session;
  if (!wait) return undefined;
  const { at } = input;
  switch (input.type) {
    case 'timerFired':
      return wait.token === input.waitToken ? { by: 'timer', purpose: input.purpose, at } : undefined;
    case 'effectAnswered':
      return wait.token === input.effectId ? { by: 'effect', answer: input.answer, at } : undefined;
    case 'messageReceived':
      return wait.for === 'answer' ? { by: 'message', message: input.message, at } : undefined;
    case 'postbackReceived': {
      const tap = readTapData(input.data);
      const params = input.params && { params: input.params };
      if (tap && tap.nodeId === wait.nodeId && (wait.for === 'answer' || wait.takesTaps)) return { by: 'tap', port: tap.port, ...params, at };
      return wait.for === 'answer' ? { by: 'postback', data: input.data, ...params, at } : undefined;
    }
    default:
      return undefined;
  }
}
