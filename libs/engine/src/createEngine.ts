import type { FlowDocument } from '@chatloom/flow';
import { compileFlow, startNodeOf } from './compileFlow';
import { EngineError } from './errors';
import { createFlowLibrary } from './flowLibrary';
import type { FlowLibrarySource } from './flowLibrary';
import { buildTriggerIndex } from './routing/triggerIndex';
import { stepFlow } from './turn/stepFlow';
import type { EngineParts } from './turn/run';
import { takeTurn } from './turn/takeTurn';
import type { CompiledFlow, ConversationState, Env, FlowLibrary, Input, Session, StepResult, TurnResult } from './types';

/** Everything that runs flows, bound to one set of node types. */
export interface Engine {
  /** Look-up tables of a version, made once and shared (`compileFlow`). */
  compileFlow(source: { flowId: string; versionId: string; document: FlowDocument }): CompiledFlow;
  /** The flows a turn may look at; keep the `live` array as long as it does not change, its trigger index stays with it. */
  createFlowLibrary(source: FlowLibrarySource): FlowLibrary;
  /** One input taken by one conversation: routing, steps, queued starts. Pure. */
  takeTurn(state: ConversationState, input: Input, env: Env): TurnResult;
  /** One flow moved by one input, without routing. Pure. */
  step(flow: CompiledFlow, session: Session | null, input: Input, env: Env): StepResult;
  /** Where a flow begins when an operator or another flow starts it. */
  startNodeOf(flow: CompiledFlow): string | undefined;
}

/**
 * An engine over node types.
 *
 * @throws EngineError when a defined type has no runner: such a node would end people's conversations
 */
export function createEngine(parts: EngineParts): Engine {
  for (const type of Object.keys(parts.definitions)) {
    if (!Object.hasOwn(parts.runners, type)) throw new EngineError(`Node type "${type}" has a definition but no runner`);
  }
  return {
    compileFlow: (source) => compileFlow(parts.definitions, source),
    createFlowLibrary: (source) => createFlowLibrary(source, (live) => buildTriggerIndex(parts.runners, live)),
    takeTurn: (state, input, env) => takeTurn(parts, state, input, env),
    step: (flow, session, input, env) => stepFlow(parts, flow, session, input, env),
    startNodeOf,
  };
}

/** A conversation in which nothing has happened yet. */
export function emptyConversation(): ConversationState {
  return { session: null, queued: [] };
}
