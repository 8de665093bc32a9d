import { DEFAULT_TRIGGER_PRIORITY, nodeOf, portKey, startNodeOf } from '../compileFlow';
import { InvalidNodeDataError } from '../errors';
import type { CompiledFlow, ConversationState, Env, Input, Json, JsonObject, Resume, TriggerConversation, TriggerData, TriggerMatch, TurnResult } from '../types';
import { type FriendSourceAnswer, readFriendCode } from './friendCode';
import { type GameAnswer, readGameTap } from './gameTap';
import { leavers, linkResult, unsentMessageId } from './groupEvents';
import { MAX_QUEUED_STARTS } from './limits';
import { Run } from './run';
import type { EngineParts, Party } from './run';
import { lineOf } from './sessionLine';
import { endRepliedSeries, enterSeries, waitingTracks, wantsToLeaveSeries } from './series';
import { type MenuTap, readMenuTap } from './menuTap';
import { readTapData } from './tapData';
import type { Tap } from './tapData';

/**
 * One input taken by one conversation: who gets it (the rules are in the README of this library), what that leads to,
 * and then the starts that were queued behind a session that is over now. Pure: the state handed in stays as it is.
 */
export function takeTurn(parts: EngineParts, state: ConversationState, input: Input, env: Env): TurnResult {
  const run = new Run(parts, state, input, env);
  route(run, input);
  startQueued(run);
  // A start of the conversation may wait behind one of a series, and the other way round.
  const tracks = run.busyTracks();
  for (const party of tracks.length > 0 ? [null, ...tracks] : []) {
    if (run.halted || !run.hasQueued(party)) continue;
    run.turnTo(party);
    startQueued(run);
  }
  return run.finish();
}

function route(run: Run, input: Input): void {
  switch (input.type) {
    case 'friendRemoved':
      for (const track of run.busyTracks()) endParty(run, track, 'friendRemoved');
      run.turnTo(null);
      run.queued = [];
      return run.session ? run.end('friendRemoved') : note(run, 'friendRemoved');
    case 'timerFired':
      return timerFired(run, input);
    case 'effectAnswered':
      return effectAnswered(run, input);
    case 'flowStarted':
      return flowStarted(run, input);
    case 'flowStopped':
      return flowStopped(run);
    case 'scheduleFired':
    case 'segmentCrossed':
      return startOfTrigger(run, input);
    case 'postbackReceived':
      return postbackReceived(run, input);
    case 'messageReceived':
      // Coming by a link is no answer to a waiting question.
      if (!isGroup(run) && readFriendCode(input.message) !== undefined) return run.askFriendSources(input);
      return offer(run, input, { by: 'message', message: input.message, at: input.at });
    case 'eventReceived':
      return eventReceived(run, input);
    case 'tagAdded':
    case 'fieldChanged':
      return run.countChange() ? startTriggered(run, input, matchesOf(run, input)) : note(run, 'tooManyChanges');
    default:
      return startTriggered(run, input, matchesOf(run, input));
  }
}

// ---------------------------------------------------------------- inputs meant for one wait

function timerFired(run: Run, input: Extract<Input, { type: 'timerFired' }>): void {
  // The world moved on: answered, interrupted or ended. The timer steps aside.
  if (!run.turnToWait(input.waitToken)) return note(run, 'lateTimer', { purpose: input.purpose });
  if (run.inTrack && wantsToLeaveSeries(run)) return;
  run.resume({ by: 'timer', purpose: input.purpose, at: input.at });
}

function effectAnswered(run: Run, input: Extract<Input, { type: 'effectAnswered' }>): void {
  if (run.tapped?.effectId === input.effectId) return run.tapped.input.type === 'messageReceived' ? friendSourceAnswered(run, run.tapped.input, input.answer) : gameAnswered(run, run.tapped.input, input.answer);
  if (!run.turnToWait(input.effectId) || run.session!.wait!.for !== 'effect') return note(run, 'lateAnswer', { effectId: input.effectId });
  run.resume({ by: 'effect', answer: input.answer, at: input.at });
}

// ---------------------------------------------------------------- starts that name their flow

function flowStarted(run: Run, input: Extract<Input, { type: 'flowStarted' }>): void {
  const flow = run.env.flows.live(input.flowId);
  if (!flow) return note(run, 'flowMissing', { flowId: input.flowId });
  const nodeId = input.nodeId ?? startNodeOf(flow);
  if (nodeId === undefined) return note(run, 'flowHasNoStart', { flowId: input.flowId });
  if (!nodeOf(flow.document, nodeId)) return note(run, 'nodeMissing', { flowId: input.flowId, nodeId });
  run.log.add({ at: 'routed', flowId: flow.flowId, nodeId, code: 'flowStarted' });
  if (flow.document.series) return enterSeries(run, flow, nodeId);
  run.start(flow, { enter: nodeId });
}

/** Everything that goes on here is over, in a group also with each of its members. */
function flowStopped(run: Run): void {
  if (run.session === null && run.queued.length === 0 && run.busyMembers().length + run.busyTracks().length === 0) return note(run, 'nothingToStop');
  for (const party of [...run.busyTracks(), ...run.busyMembers(), null]) endParty(run, party, 'stoppedByHand');
}

/** The input names the trigger it is for. */
function startOfTrigger(run: Run, input: Extract<Input, { type: 'scheduleFired' | 'segmentCrossed' }>): void {
  const flow = run.env.flows.live(input.flowId);
  const trigger = flow && triggerData(flow, input.nodeId);
  if (!trigger) return note(run, 'triggerGone', { flowId: input.flowId, nodeId: input.nodeId });
  const { priority = DEFAULT_TRIGGER_PRIORITY, whileRunning = 'interrupt' } = trigger;
  startTriggered(run, input, [{ flowId: input.flowId, nodeId: input.nodeId, priority, specificity: 0, whileRunning, conversation: 'group', because: {} }]);
}

// ---------------------------------------------------------------- who is meant, in a group

/** Those an input of a group may be for: the member it came from, then the group. In a 1:1 chat there is one party. */
function partiesOf(run: Run, input: Input): Party[] {
  return isGroup(run) && input.from !== undefined ? [input.from, null] : [null];
}

/** Whose conversation a trigger starts. Where LINE does not say who it was, it is the group's. */
function partyOf(run: Run, input: Input, conversation: TriggerConversation | undefined): Party {
  return isGroup(run) && conversation === 'member' && input.from !== undefined ? input.from : null;
}

function isGroup({ env: { chat } }: Run): boolean {
  return chat !== undefined && chat.kind !== 'user';
}

/** What is going on with people who are gone is over; then triggers are asked, where somebody is left to hear them. */
function eventReceived(run: Run, input: Extract<Input, { type: 'eventReceived' }>): void {
  const { event } = input;
  if (event.type === 'leave') {
    for (const party of [...run.busyMembers(), null]) endParty(run, party, 'botLeftGroup');
    return note(run, 'botLeftGroup');
  }
  const unsent = unsentMessageId(event);
  if (unsent !== undefined) run.forgetMessage(unsent);
  for (const member of leavers(event)) if (run.busyMembers().includes(member)) endParty(run, member, 'memberLeft');
  run.turnTo(null);
  const isLinked = linkResult(event);
  const wait = run.session?.wait;
  if (isLinked !== undefined && wait?.for === 'answer' && run.resume({ by: 'accountLinked', isLinked, at: input.at })) return;
  startTriggered(run, input, matchesOf(run, input));
}

function endParty(run: Run, party: Party, code: string): void {
  run.turnTo(party);
  run.queued = [];
  run.end(code);
}

function triggerData(flow: CompiledFlow, nodeId: string): Partial<TriggerData> | undefined {
  if (!nodeOf(flow.document, nodeId)) return undefined;
  try {
    return flow.data(nodeId) as Partial<TriggerData>;
  } catch (error) {
    if (error instanceof InvalidNodeDataError) return undefined;
    throw error;
  }
}

// ---------------------------------------------------------------- taps

function postbackReceived(run: Run, input: Extract<Input, { type: 'postbackReceived' }>): void {
  const menuTap = readMenuTap(input.data);
  // Looking at another tab is no answer to a waiting question.
  if (menuTap?.type === 'tabSwitched') return tabSwitched(run, menuTap, input.params);
  if (menuTap) return flowStarted(run, { type: 'flowStarted', flowId: menuTap.flowId, at: input.at });
  // Playing is no answer to a waiting question either.
  if (readGameTap(input.data)) return run.askGames(input);
  const tap = readTapData(input.data);
  const button = tap && buttonOf(run, tap);
  if (!tap || !button) {
    return offer(run, input, { by: 'postback', data: input.data, ...(input.params && { params: input.params }), at: input.at });
  }
  for (const party of [...partiesOf(run, input), ...run.busyTracks()]) {
    run.turnTo(party);
    const frame = run.session?.frames.at(-1);
    const wait = run.session?.wait;
    const waitsHere = wait?.nodeId === tap.nodeId && frame?.versionId === tap.versionId && (wait.for === 'answer' || wait.takesTaps === true);
    if (!waitsHere) continue;
    run.log.add({ at: 'routed', flowId: tap.flowId, nodeId: tap.nodeId, code: 'toWait', params: { port: tap.port } });
    if (run.resume({ by: 'tap', port: tap.port, ...(input.params && { params: input.params }), at: input.at })) return;
    return note(run, 'lateTap', { flowId: tap.flowId, nodeId: tap.nodeId, port: tap.port });
  }
  endRepliedSeries(run);
  run.turnTo(partyOfTap(run, input, tap, button.flow));
  // A flow that was taken off starts nothing any more; who is inside may still use its buttons.
  const isLive = run.env.flows.live(tap.flowId) !== undefined || (run.session !== null && lineOf(run.session) === tap.sessionId);
  // The question is over or never was this session's: its answer would come out of nowhere.
  if (!button.staysAlive || !isLive) return note(run, 'lateTap', { flowId: tap.flowId, nodeId: tap.nodeId, port: tap.port });
  run.log.add({ at: 'routed', flowId: tap.flowId, nodeId: tap.nodeId, port: tap.port, code: 'oldButton' });
  const value = pickedIn(input.params);
  run.start(button.flow, { leave: tap.nodeId, port: tap.port }, tap.sessionId, value === undefined ? undefined : { nodeId: tap.nodeId, value });
}

/** A tap on a game was dealt with: say what there is to say, and go on behind the step that showed the card where it leads on. */
function gameAnswered(run: Run, input: Extract<Input, { type: 'postbackReceived' }>, answer: Json): void {
  run.tapped = undefined;
  run.input = input;
  const played = answer as unknown as GameAnswer;
  const back = readGameTap(input.data)?.back;
  recordPlayed(run, played, back);
  const { port, value, answerName, startFlowId } = played;
  if (startFlowId !== undefined) return flowStarted(run, { type: 'flowStarted', flowId: startFlowId, at: input.at });
  if (port === undefined || !back) return;
  const button = buttonOf(run, { ...back, port });
  // Nothing behind the exit: whatever else is going on goes on undisturbed.
  if (!button?.flow.next.has(portKey(back.nodeId, port))) return;
  run.turnTo(partyOfTap(run, input, back, button.flow));
  run.start(button.flow, { leave: back.nodeId, port }, back.sessionId, value === undefined ? undefined : { nodeId: back.nodeId, value, ...(answerName !== undefined && { name: answerName }) });
}

function recordPlayed(run: Run, { messages = [], otherwise = 'drop', addTags = [], removeTags = [], outcome }: GameAnswer, back?: Tap): void {
  const nodeId = back?.nodeId ?? '';
  run.log.add({ at: 'routed', ...(back && { flowId: back.flowId, nodeId }), code: 'gameTapped', params: { outcome } });
  run.recordEffects([
    ...(messages.length > 0 ? [{ nodeId, type: 'sendMessages' as const, messages, delivery: { by: 'reply' as const, otherwise } }] : []),
    ...addTags.map((tag) => ({ nodeId, type: 'addTag' as const, tag })),
    ...removeTags.map((tag) => ({ nodeId, type: 'removeTag' as const, tag })),
  ]);
}

/** A message that ends in a code: of a friend source, of a place that stamps cards, or nothing but a message after all. */
function friendSourceAnswered(run: Run, input: Extract<Input, { type: 'messageReceived' }>, answer: Json): void {
  run.tapped = undefined;
  run.input = input;
  if (answer === null) return offer(run, input, { by: 'message', message: input.message, at: input.at });
  const coded = answer as unknown as FriendSourceAnswer | GameAnswer;
  if ('outcome' in coded) return recordPlayed(run, coded);
  const { name, addTags, startFlowId } = coded;
  run.log.add({ at: 'routed', code: 'friendSource', params: { source: name } });
  run.recordEffects(addTags.map((tag) => ({ nodeId: '', type: 'addTag' as const, tag })));
  if (startFlowId !== undefined) flowStarted(run, { type: 'flowStarted', flowId: startFlowId, at: input.at });
}

/** What was chosen in a date or time picker, in its own form (FACTS §5 postback.params); later steps find it as the last answer. */
function pickedIn(params: Record<string, string> | undefined): string | undefined {
  return params?.['datetime']?.replace('t', 'T') ?? params?.['date'] ?? params?.['time'];
}

/** Who a button that nobody waits at belongs to: the party it was sent to, else the one its flow is for. */
function partyOfTap(run: Run, input: Input, tap: Tap, flow: CompiledFlow): Party {
  const known = partiesOf(run, input).find((party) => run.speaksAs(party, tap.sessionId));
  if (known !== undefined) return known;
  const start = startNodeOf(flow);
  return partyOf(run, input, start === undefined ? undefined : triggerData(flow, start)?.conversation);
}

/** LINE gave the person a menu of their own by that (FACTS §9 "richmenuswitch side effect"): whoever keeps rich menus must know. */
function tabSwitched(run: Run, { menuId, tabId }: Extract<MenuTap, { type: 'tabSwitched' }>, params?: Record<string, string>): void {
  note(run, 'tabSwitched');
  if (params?.['status'] !== 'SUCCESS') return;
  run.effects.push({ nodeId: '', type: 'custom', name: 'richMenuTabSwitched', effectId: run.env.newId(), payload: { menuId, tabId }, answered: false });
}

/** The button a tap names, when there really is such a flow version, node and port; data can be forged. */
function buttonOf(run: Run, tap: Tap): { flow: CompiledFlow; staysAlive: boolean } | undefined {
  const flow = run.env.flows.version(tap.versionId);
  if (flow?.flowId !== tap.flowId) return undefined;
  const node = nodeOf(flow.document, tap.nodeId);
  const definition = node && run.definitionOf(node.type);
  if (!definition) return undefined;
  let data: unknown;
  try {
    data = flow.data(tap.nodeId);
  } catch (error) {
    if (error instanceof InvalidNodeDataError) return undefined;
    throw error;
  }
  if (!definition.ports(data).some((port) => port.id === tap.port)) return undefined;
  return { flow, staysAlive: (definition.kind === 'message' || definition.kind === 'push') && !definition.waits };
}

// ---------------------------------------------------------------- the waiting session or a trigger

/**
 * Messages and free postbacks. A waiting question counts as a trigger of priority 50: only an interrupting trigger with
 * a higher priority goes before it. In a group the member's own question comes before that of the group. What no
 * question wants is offered to all triggers. Among the questions of the conversation and of series the one asked last is meant.
 */
function offer(run: Run, input: Input, by: Resume): void {
  const matches = matchesOf(run, input);
  for (const party of askersOf(run, input)) {
    run.turnTo(party);
    const wait = run.session?.wait;
    if (wait?.for !== 'answer') continue;
    const best = matches[0];
    if (best && best.priority > DEFAULT_TRIGGER_PRIORITY && best.whileRunning === 'interrupt') return startTriggered(run, input, matches);
    run.log.add({ at: 'routed', flowId: run.session!.frames.at(-1)!.flowId, nodeId: wait.nodeId, code: 'toWait' });
    if (run.resume(by)) return;
  }
  endRepliedSeries(run);
  startTriggered(run, input, matches);
}

/** Those who may have asked, in the order in which they are heard. */
function askersOf(run: Run, input: Input): Party[] {
  const parties = partiesOf(run, input);
  const tracks = waitingTracks(run);
  if (tracks.length === 0) return parties;
  const wait = run.waitOf(null);
  const asked = wait?.for === 'answer' ? wait.since : -1;
  const isLater = (track: string): boolean => run.waitOf(track)!.since >= asked;
  return [...tracks.filter(isLater), ...parties, ...tracks.filter((track) => !isLater(track))];
}

function matchesOf(run: Run, input: Input): TriggerMatch[] {
  const { bot, contact, chat, flows } = run.env;
  return flows.triggers().match(input, { bot, contact, ...(chat && { chat }) });
}

/**
 * Starts the best trigger that does not stand back from the running session, and each series that begins with this input: a series
 * takes nothing away from the conversation.
 */
function startTriggered(run: Run, input: Input, matches: readonly TriggerMatch[]): void {
  const isSeries = ({ flowId }: TriggerMatch): boolean => run.env.flows.live(flowId)?.document.series !== undefined;
  const series = matches.filter(isSeries);
  if (series.length === 0) {
    if (!startBest(run, input, matches)) note(run, 'noTrigger', { input: input.type });
    return;
  }
  startBest(run, input, matches.filter((match) => !isSeries(match)));
  const entered = new Set<string>();
  for (const { flowId, nodeId } of series) {
    if (!entered.has(flowId)) enterSeries(run, run.env.flows.live(flowId)!, nodeId, input);
    entered.add(flowId);
  }
  run.turnTo(null);
}

/** @returns whether one of them had its way, be it by waiting */
function startBest(run: Run, input: Input, matches: readonly TriggerMatch[]): boolean {
  for (const match of matches) {
    const { flowId, nodeId, priority, because } = match;
    const params: Record<string, Json> = { priority, because };
    run.turnTo(partyOf(run, input, match.conversation));
    if (run.session && match.whileRunning === 'ignore') {
      run.log.add({ at: 'routed', flowId, nodeId, code: 'triggerIgnored', params });
      continue;
    }
    if (run.session && match.whileRunning === 'queue') {
      if (run.queued.length >= MAX_QUEUED_STARTS) {
        run.log.add({ at: 'routed', flowId, nodeId, code: 'queueFull', params });
        return true;
      }
      run.queued.push({ flowId, nodeId, input });
      run.log.add({ at: 'routed', flowId, nodeId, code: 'queued', params });
      return true;
    }
    const flow = run.env.flows.live(flowId);
    if (!flow) continue;
    run.log.add({ at: 'routed', flowId, nodeId, code: 'triggered', params });
    run.start(flow, { enter: nodeId });
    return true;
  }
  return false;
}

/** Starts that waited, as long as nothing is running; the rest waits on. */
function startQueued(run: Run): void {
  while (!run.session && !run.halted && run.queued.length > 0) {
    const { flowId, nodeId, input } = run.queued.shift()!;
    const flow = run.env.flows.live(flowId);
    if (!flow || !nodeOf(flow.document, nodeId)) {
      note(run, 'triggerGone', { flowId, nodeId });
      continue;
    }
    run.log.add({ at: 'routed', flowId, nodeId, code: 'queuedStart' });
    run.input = input;
    run.start(flow, { enter: nodeId });
  }
}

function note(run: Run, code: string, params?: JsonObject): void {
  run.log.add({ at: 'routed', code, ...(params && { params }) });
}
