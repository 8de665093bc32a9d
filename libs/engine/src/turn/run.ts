import type { NodeDefinition, NodeDefinitions } from '@chatloom/flow';
import { nodeOf, portKey, startNodeOf } from '../compileFlow';
import { applyContactEffects, PROTOTYPE_KEYS } from '../contactEffects';
import { EngineError, InvalidNodeDataError } from '../errors';
import type {
  CompiledFlow,
  ConversationPart,
  ConversationState,
  Effect,
  Env,
  Frame,
  Input,
  Json,
  JsonObject,
  NodeOutcome,
  NodeRunner,
  NodeRunners,
  QueuedStart,
  Resume,
  Session,
  TurnResult,
  Wait,
} from '../types';
import { MAX_CALL_DEPTH, MAX_CHANGES_PER_MINUTE, MAX_STEPS_PER_SESSION, MAX_STEPS_PER_TURN } from './limits';
import { readFriendCode } from './friendCode';
import { createRunContext } from './runContext';
import { lineOf } from './sessionLine';
import { TraceLog } from './traceLog';
import { withoutUnsent } from './unsent';

/** Where a run goes on. */
type Position = { enter: string } | { leave: string; port: string };

/** What an engine is made of. */
export interface EngineParts {
  definitions: NodeDefinitions;
  runners: NodeRunners;
}

/**
 * A member of a group by LINE's user id, or `null`: the group as a whole, and the person of a 1:1 chat. A series of the person has a party
 * of its own (`trackOf`).
 */
export type Party = string | null;

const MINUTE_MS = 60_000;
const TRACK = '#';
/** The party of a series. LINE's ids never begin so. */
export const trackOf = (flowId: string): Party => TRACK + flowId;
const isTrack = (party: Party): party is string => party !== null && party.startsWith(TRACK);

/**
 * One turn in the making: a private copy of the conversation that nodes move forward, with the effects and the trace
 * they leave. Knows how to start, resume, walk and end; which of these an input causes is `takeTurn`'s affair.
 * At each moment it works on one party of the conversation.
 */
export class Run {
  session: Session | null = null;
  queued: QueuedStart[] = [];
  readonly log = new TraceLog();
  readonly effects: Effect[] = [];
  /** As handed in, with the contact as the effects so far have made it. */
  env: Env;
  /** Steps taken in this turn. */
  turnSteps = 0;
  last: ConversationPart['last'];
  private party: Party = null;
  private readonly parties = new Map<Party, ConversationPart>();
  /** The tap on a game that this turn has to do with. */
  tapped: ConversationState['tapped'];
  private changes: ConversationState['changes'];
  private asks: TurnResult['asks'];

  constructor(
    readonly parts: EngineParts,
    state: ConversationState,
    /** What the nodes of this run see as the input; a queued start brings its own. */
    public input: Input,
    env: Env,
  ) {
    this.env = { ...env };
    for (const [member, part] of Object.entries(state.members ?? {})) this.parties.set(member, part);
    for (const [flowId, part] of Object.entries(state.tracks ?? {})) this.parties.set(trackOf(flowId), part);
    this.tapped = state.tapped;
    if (state.changes && env.now - state.changes.since < MINUTE_MS) this.changes = state.changes;
    this.takeUp(state);
  }

  /** Everything of the turn as one result. Members nothing is going on with any more are forgotten. */
  finish(): TurnResult {
    this.putBack();
    const state: ConversationState = { ...this.parties.get(null)! };
    const busy = [...this.parties].filter((entry): entry is [string, ConversationPart] => entry[0] !== null && (entry[1].session !== null || entry[1].queued.length > 0));
    const members = busy.filter(([party]) => !isTrack(party));
    if (members.length > 0) state.members = Object.fromEntries(members);
    const tracks = busy.filter(([party]) => isTrack(party));
    if (tracks.length > 0) state.tracks = Object.fromEntries(tracks.map(([party, { session, queued }]) => [party.slice(TRACK.length), { session, queued }]));
    if (this.tapped) state.tapped = this.tapped;
    if (this.changes) state.changes = this.changes;
    const result: TurnResult = { state, effects: this.effects, trace: this.log.finish() };
    if (this.asks) result.asks = this.asks;
    return result;
  }

  /** Counts a change of the contact. @returns false when there were too many within a minute: flows chase each other */
  countChange(): boolean {
    const { since, count } = this.changes ?? { since: this.env.now, count: 0 };
    this.changes = { since, count: count + 1 };
    return count < MAX_CHANGES_PER_MINUTE;
  }

  // ---------------------------------------------------------------- parties

  /** Go on with another party of the conversation. */
  turnTo(party: Party): void {
    if (party === this.party) return;
    this.putBack();
    this.party = party;
    this.takeUp(this.parties.get(party) ?? { session: null, queued: [] });
  }

  /** Go on with whoever has this wait. @returns whether there is somebody */
  turnToWait(token: string): boolean {
    const waits = (session: Session | null | undefined): boolean => session?.wait?.token === token;
    if (waits(this.session)) return true;
    const found = [...this.parties].find(([party, part]) => party !== this.party && waits(part.session));
    if (found) this.turnTo(found[0]);
    return found !== undefined;
  }

  /** Members something is going on with. */
  busyMembers(): string[] {
    return [...this.parties.keys()].filter((party): party is string => party !== null && !isTrack(party));
  }

  /** Series the person is in. */
  busyTracks(): string[] {
    return [...this.parties.keys()].filter(isTrack);
  }

  /** Is it a series that is being moved right now? */
  get inTrack(): boolean {
    return isTrack(this.party);
  }

  /** What this party waits for. */
  waitOf(party: Party): Wait | null {
    return (party === this.party ? this.session : this.parties.get(party)?.session)?.wait ?? null;
  }

  /** Are there starts that wait for this party? */
  hasQueued(party: Party): boolean {
    return ((party === this.party ? this.queued : this.parties.get(party)?.queued) ?? []).length > 0;
  }

  /** Nothing of a message that was taken back stays in the starts that wait. */
  forgetMessage(messageId: string): void {
    const without = (queued: QueuedStart[]): QueuedStart[] => queued.map((start) => ({ ...start, input: withoutUnsent(start.input, messageId) }));
    this.queued = without(this.queued);
    for (const [party, part] of this.parties) this.parties.set(party, { ...part, queued: without(part.queued) });
  }

  /** Does this party's session, or the one it ended last, speak as the one with this id? */
  speaksAs(party: Party, sessionId: string): boolean {
    const part = party === this.party ? this : this.parties.get(party);
    return (part?.session != null && lineOf(part.session) === sessionId) || part?.last?.sessionId === sessionId;
  }

  private takeUp({ session, queued, last }: ConversationPart): void {
    this.queued = [...queued];
    this.last = last;
    // Nodes only ever replace a session's parts, so one level of copying keeps the caller's state untouched.
    this.session = session && { ...session, frames: session.frames.map((frame) => ({ ...frame })), answers: { ...session.answers } };
    // Every stored session waits for something; one that does not could never go on.
    if (this.session && !this.session.wait) this.end('notWaiting');
  }

  private putBack(): void {
    this.parties.set(this.party, { session: this.session, queued: this.queued, ...(this.last && { last: this.last }) });
  }

  get halted(): boolean {
    return this.asks !== undefined || this.turnSteps >= MAX_STEPS_PER_TURN;
  }

  /** A game was tapped: what becomes of it is asked for in the middle of the turn, whatever else is going on here. */
  askGames(input: Extract<Input, { type: 'postbackReceived' }>): void {
    const effectId = this.env.newId();
    const payload: JsonObject = { data: input.data, ...(input.params && { params: input.params }), language: this.env.contact.language ?? null, chat: this.env.chat?.kind ?? 'user' };
    this.tapped = { effectId, input };
    this.asks = { effectId, name: 'gameTapped', payload, nodeId: '' };
  }

  /** Somebody sent what may be a code from a poster or a counter: those who keep them are asked, as with games. */
  askFriendSources(input: Extract<Input, { type: 'messageReceived' }>): void {
    const effectId = this.env.newId();
    this.tapped = { effectId, input };
    this.asks = { effectId, name: 'friendCodeSent', payload: { code: readFriendCode(input.message)!, language: this.env.contact.language ?? null }, nodeId: '' };
  }

  // ---------------------------------------------------------------- starting and ending

  /** A new session at a node, or behind a port of a node; the running one, if any, is interrupted first. `lastAnswer`: what the tap that started it brought, and the name it is kept under. */
  start(flow: CompiledFlow, position: Position, answersOf?: string, lastAnswer?: Session['lastAnswer'] & { name?: string }): void {
    const answers = answersOf ? this.answersOfSession(answersOf) : undefined;
    const last = lastAnswer ?? answers?.lastAnswer;
    if (this.session) this.end('interrupted');
    this.session = {
      id: this.env.newId(),
      ...(answers && { origin: answersOf! }),
      frames: [{ flowId: flow.flowId, versionId: flow.versionId }],
      wait: null,
      answers: { ...answers?.answers, ...(lastAnswer?.name !== undefined && { [lastAnswer.name]: lastAnswer.value }) },
      ...(last && { lastAnswer: { nodeId: last.nodeId, value: last.value } }),
      startedAt: this.env.now,
      steps: 0,
    };
    this.walk(position);
  }

  private answersOfSession(sessionId: string): Pick<Session, 'answers' | 'lastAnswer'> | undefined {
    if (this.session && lineOf(this.session) === sessionId) return this.session;
    if (this.last?.sessionId === sessionId) return this.last;
    // A button that a series showed leads on in the conversation, with the answers of the series.
    for (const track of this.busyTracks()) {
      const { session, last } = this.parties.get(track)!;
      if (session && lineOf(session) === sessionId) return session;
      if (last?.sessionId === sessionId) return last;
    }
    return undefined;
  }

  /** The session is over; `code` says why. Its timer is called off and its answers are kept for its old buttons. */
  end(code: string, params?: JsonObject): void {
    const { session } = this;
    if (!session) return;
    const waitedAt = session.wait?.nodeId;
    if (session.wait) this.leaveWait(session.wait);
    this.log.add({
      at: 'ended',
      flowId: session.frames.at(-1)?.flowId,
      ...(waitedAt !== undefined && { nodeId: waitedAt }),
      code,
      ...(params && { params }),
    });
    this.last = { sessionId: lineOf(session), answers: session.answers };
    if (session.lastAnswer) this.last.lastAnswer = session.lastAnswer;
    this.session = null;
  }

  // ---------------------------------------------------------------- resuming

  /** The flow that runs now, or undefined when its version is gone. */
  currentFlow(): CompiledFlow | undefined {
    const frame = this.session?.frames.at(-1);
    if (!frame) return undefined;
    const flow = this.env.flows.version(frame.versionId);
    return flow?.flowId === frame.flowId ? flow : undefined;
  }

  /**
   * Hands what happened to the waiting node and goes on from its answer.
   * @returns false when the node let the input pass and keeps waiting
   */
  resume(by: Resume): boolean {
    const session = this.session!;
    if (by.by === 'timer') this.timerRang();
    const wait = session.wait!;
    const flow = this.currentFlow();
    if (!flow) return this.endAt(wait.nodeId, 'flowMissing');
    if (session.asking) {
      if (by.by === 'effect') {
        this.turnSteps = session.asking.turnSteps;
        this.input = session.asking.input;
      }
      delete session.asking;
    }
    const node = this.openNode(flow, wait.nodeId);
    if (!node) return true;
    this.log.add({ at: 'note', flowId: flow.flowId, nodeId: wait.nodeId, code: 'resumed', params: resumedParams(by) });
    let outcome: NodeOutcome;
    if (node.runner.resume) {
      const context = Object.assign(createRunContext(this, flow, wait.nodeId), { wait });
      outcome = this.guard(flow, wait.nodeId, () => node.runner.resume!(node.data, context, by));
    } else if (by.by === 'tap') {
      outcome = { then: { go: 'exit', port: by.port } };
    } else {
      return this.endAt(wait.nodeId, 'cannotResume');
    }
    if (outcome.then.go === 'pass') {
      this.record(outcome, wait.nodeId);
      this.log.add({ at: 'note', flowId: flow.flowId, nodeId: wait.nodeId, code: 'passed' });
      return false;
    }
    this.leaveWait(wait);
    const next = this.apply(outcome, flow, wait.nodeId);
    if (next) this.walk(next);
    return true;
  }

  /** A timer that rang is gone; there is nothing left to call off. */
  timerRang(): void {
    const { timerId: _gone, ...rest } = this.session!.wait!;
    this.session!.wait = rest;
  }

  private endAt(nodeId: string, code: string): true {
    this.end(code, { nodeId });
    return true;
  }

  /** Takes the wait off the session and calls off its timer. */
  private leaveWait(wait: Wait): void {
    if (wait.timerId !== undefined) this.effects.push({ nodeId: wait.nodeId, type: 'cancelTimer', timerId: wait.timerId });
    this.session!.wait = null;
  }

  // ---------------------------------------------------------------- walking

  /** Goes from node to node until something waits, asks or ends. */
  walk(start: Position): void {
    let position: Position | undefined = start;
    while (position) {
      const flow = this.currentFlow();
      if (!flow) return this.end('flowMissing', { flowId: this.session!.frames.at(-1)!.flowId });
      if ('leave' in position) {
        const target = flow.next.get(portKey(position.leave, position.port));
        position = target === undefined ? this.returnFromFlow() : { enter: target };
        continue;
      }
      const nodeId = position.enter;
      const node = this.openNode(flow, nodeId);
      if (!node) return;
      this.log.add({ at: 'entered', flowId: flow.flowId, nodeId, code: 'entered', params: { type: node.type } });
      const outcome = this.guard(flow, nodeId, () => node.runner.enter(node.data, createRunContext(this, flow, nodeId)));
      position = this.apply(outcome, flow, nodeId);
    }
  }

  /** Counts the step and finds what is needed to run a node; ends the session politely when that cannot be. */
  private openNode(flow: CompiledFlow, nodeId: string): { type: string; data: unknown; runner: NodeRunner } | undefined {
    const session = this.session!;
    if (this.turnSteps >= MAX_STEPS_PER_TURN) return void this.end('turnLimit', { nodeId, limit: MAX_STEPS_PER_TURN });
    if (session.steps >= MAX_STEPS_PER_SESSION) return void this.end('sessionLimit', { nodeId, limit: MAX_STEPS_PER_SESSION });
    this.turnSteps += 1;
    session.steps += 1;
    const node = nodeOf(flow.document, nodeId);
    if (!node) return void this.end('nodeMissing', { nodeId });
    const runner = this.runnerOf(node.type);
    if (!runner) return void this.end('nodeTypeUnknown', { nodeId, type: node.type });
    try {
      return { type: node.type, data: flow.data(nodeId), runner };
    } catch (error) {
      if (error instanceof InvalidNodeDataError) return void this.end('nodeInvalid', { nodeId, problem: error.message });
      throw error;
    }
  }

  definitionOf(type: string): NodeDefinition | undefined {
    return Object.hasOwn(this.parts.definitions, type) ? this.parts.definitions[type] : undefined;
  }

  private runnerOf(type: string): NodeRunner | undefined {
    return Object.hasOwn(this.parts.runners, type) ? this.parts.runners[type] : undefined;
  }

  /** A runner that throws is our mistake: say where it happened and let it through. */
  private guard(flow: CompiledFlow, nodeId: string, work: () => NodeOutcome): NodeOutcome {
    try {
      return work();
    } catch (error) {
      throw new EngineError(`Node "${nodeId}" of flow ${flow.flowId} (version ${flow.versionId}) failed: ${String(error)}`, { cause: error });
    }
  }

  /** Writes effects down; the contact is from here on as they make it. */
  recordEffects(effects: readonly Effect[]): void {
    for (const given of effects) {
      // Nobody is there when a step of a series comes due: without a push it would never be seen.
      const effect = this.inTrack && given.type === 'sendMessages' && given.delivery.by === 'reply' ? { ...given, delivery: { by: 'reply' as const, otherwise: 'push' as const } } : given;
      this.effects.push(effect);
      if (effect.type === 'sendMessages') {
        const flowId = this.session?.frames.at(-1)?.flowId;
        this.log.add({ at: 'sent', flowId, nodeId: effect.nodeId, code: 'messagesSent', params: { count: effect.messages.length, by: effect.delivery.by } });
      }
    }
    if (effects.length > 0) this.env.contact = applyContactEffects(this.env.contact, effects);
  }

  /** Writes down effects and answer of an outcome. */
  private record(outcome: NodeOutcome, nodeId: string): void {
    const session = this.session!;
    this.recordEffects((outcome.effects ?? []).map((body) => ({ nodeId, ...body }) as Effect));
    if (outcome.answer) {
      const { name, value } = outcome.answer;
      session.lastAnswer = { nodeId, value };
      if (name !== undefined && !PROTOTYPE_KEYS.has(name)) session.answers[name] = value;
    }
  }

  /** Performs an outcome. @returns where to go on in the same turn, if anywhere */
  private apply(outcome: NodeOutcome, flow: CompiledFlow, nodeId: string): Position | undefined {
    this.record(outcome, nodeId);
    const session = this.session!;
    const { then } = outcome;
    const { flowId } = flow;
    switch (then.go) {
      case 'exit':
        this.log.add({ at: 'left', flowId, nodeId, port: then.port, code: 'left' });
        return { leave: nodeId, port: then.port };
      case 'wait':
        this.beginWait(then, flowId, nodeId);
        return undefined;
      case 'ask': {
        const effectId = this.env.newId();
        session.wait = { token: effectId, nodeId, for: 'effect', since: this.env.now, state: then.state ?? {} };
        session.asking = { turnSteps: this.turnSteps, input: this.input };
        this.asks = { effectId, name: then.name, payload: then.payload, nodeId };
        this.log.add({ at: 'waiting', flowId, nodeId, code: 'asked', params: { name: then.name } });
        return undefined;
      }
      case 'flow':
        return this.enterFlow(then.flowId, then.returns ? nodeId : undefined, flowId, nodeId);
      case 'end':
        this.log.add({ at: 'left', flowId, nodeId, code: 'flowEnded', ...(then.reason && { params: { reason: then.reason } }) });
        return this.returnFromFlow();
      case 'pass':
        throw new EngineError(`Node "${nodeId}" of flow ${flowId} let an input pass that it was not waiting for`);
    }
  }

  private beginWait(then: Extract<NodeOutcome['then'], { go: 'wait' }>, flowId: string, nodeId: string): void {
    const { now, newId } = this.env;
    const wait: Wait = { token: newId(), nodeId, for: then.for, since: now, state: then.state ?? {} };
    if (then.takesTaps) wait.takesTaps = true;
    if (then.dueAt !== undefined) {
      // Timers are kept in whole milliseconds; queues and the database refuse fractions.
      const dueAt = Math.max(now, Math.ceil(then.dueAt));
      const purpose = then.purpose ?? (then.for === 'time' ? 'delay' : 'noAnswer');
      wait.timerId = newId();
      this.effects.push({ nodeId, type: 'startTimer', timerId: wait.timerId, dueAt, purpose, waitToken: wait.token });
      this.log.add({ at: 'waiting', flowId, nodeId, code: then.for === 'time' ? 'waitingForTime' : 'waitingForAnswer', params: { dueAt } });
    } else {
      this.log.add({ at: 'waiting', flowId, nodeId, code: then.for === 'time' ? 'waitingForTime' : 'waitingForAnswer' });
    }
    this.session!.wait = wait;
  }

  /** "Go to" replaces the running flow, "call flow" stacks the other one on top of it. */
  private enterFlow(targetId: string, callNodeId: string | undefined, flowId: string, nodeId: string): Position | undefined {
    const session = this.session!;
    const target = this.env.flows.live(targetId);
    if (!target) return void this.end('flowMissing', { nodeId, flowId: targetId });
    const entry = startNodeOf(target);
    if (entry === undefined) return void this.end('flowHasNoStart', { nodeId, flowId: targetId });
    if (callNodeId !== undefined) {
      if (session.frames.length > MAX_CALL_DEPTH) return void this.end('callDepth', { nodeId, limit: MAX_CALL_DEPTH });
      session.frames.at(-1)!.callNodeId = callNodeId;
    } else {
      session.frames.pop();
    }
    session.frames.push({ flowId: target.flowId, versionId: target.versionId });
    this.log.add({ at: 'note', flowId, nodeId, code: callNodeId === undefined ? 'wentTo' : 'called', params: { flowId: targetId } });
    return { enter: entry };
  }

  /** The running flow came to its end: back to the caller's `returned` port, or the session is over. */
  private returnFromFlow(): Position | undefined {
    const session = this.session!;
    if (session.frames.length === 1) return void this.end('completed');
    const finished = session.frames.pop()!;
    const caller: Frame = session.frames.at(-1)!;
    const { callNodeId } = caller;
    delete caller.callNodeId;
    if (callNodeId === undefined) return void this.end('completed');
    this.log.add({ at: 'left', flowId: caller.flowId, nodeId: callNodeId, port: 'returned', code: 'returned', params: { flowId: finished.flowId } });
    return { leave: callNodeId, port: 'returned' };
  }
}

function resumedParams(by: Resume): JsonObject {
  const params: Record<string, Json> = { by: by.by };
  if (by.by === 'tap') params.port = by.port;
  if (by.by === 'timer') params.purpose = by.purpose;
  if (by.by === 'message') params.messageType = by.message.type;
  return params;
}
