import type { PhoneTurn } from '@chatloom/contract';
import { looseOf, numberOf, textOf, type Loose } from './loose';
import type { FlowNames } from './useFlowNames';

/** A line of "why": an i18n key of the area `trace` with its values, and what kind of line it is. */
export interface TraceLine {
  key: string;
  values: Record<string, string | number>;
  tone: 'start' | 'step' | 'condition' | 'wait' | 'end' | 'trouble';
  /** What a condition came to; absent on other lines. */
  result?: boolean;
  /** What made a trigger match, shown below it. */
  facts: { name: string; value: string }[];
}

/** What the lines need to know to speak to a reader. */
export interface TraceVoice {
  names: FlowNames;
  time(at: number): string;
  yesNo(value: boolean): string;
}

/** Codes that say something went wrong or not as one might expect. */
const TROUBLE = new Set([
  'noTrigger', 'triggerIgnored', 'queueFull', 'triggerGone', 'flowMissing', 'flowHasNoStart', 'nodeMissing', 'nodeInvalid', 'nodeTypeUnknown', 'cannotResume',
  'turnLimit', 'sessionLimit', 'callDepth', 'lateTap', 'lateTimer', 'expressionFailed', 'messageLeftOut', 'choiceLeftOut', 'textCut', 'fieldNotSet', 'traceCut', 'askRefused',
]);

/** Shown by other lines already: leaving a node shows as entering the next. */
const SILENT = new Set(['left', 'passed']);

type Entry = PhoneTurn['trace'][number];

/** Turns a trace into lines for a reader. Values that are ids become names, moments become times. */
export function traceLines(trace: readonly Entry[], voice: TraceVoice): TraceLine[] {
  return trace.filter((entry) => !SILENT.has(entry.code)).map((entry) => toLine(entry, voice));
}

function toLine(entry: Entry, voice: TraceVoice): TraceLine {
  const params = looseOf(entry.params);
  const nodeId = entry.nodeId ?? textOf(params, 'nodeId');
  const flowId = textOf(params, 'flowId') ?? entry.flowId;
  const dueAt = numberOf(params, 'dueAt');
  const line: TraceLine = {
    key: keyOf(entry, params),
    values: {
      ...plainValues(params, voice),
      node: nodeId === undefined ? '' : voice.names.node(entry.flowId, nodeId),
      flow: flowId === undefined ? '' : voice.names.flow(flowId),
      ...(dueAt === undefined ? {} : { time: voice.time(dueAt) }),
    },
    tone: toneOf(entry),
    facts: entry.code === 'triggered' ? factsOf(params['because']) : [],
  };
  if (entry.at === 'condition' && typeof params['result'] === 'boolean') line.result = params['result'];
  return line;
}

/** Codes that read differently with another value. */
function keyOf(entry: Entry, params: Loose): string {
  switch (entry.code) {
    case 'waitingForAnswer':
    case 'waitingForTime':
      return params['dueAt'] === undefined ? entry.code : `${entry.code}Until`;
    case 'messagesSent':
      return params['by'] === 'push' ? 'messagesPushed' : 'messagesReplied';
    case 'conditionChecked':
      return `condition.${textOf(params, 'kind') ?? ''}`;
    default:
      return entry.code;
  }
}

function toneOf(entry: Entry): TraceLine['tone'] {
  if (TROUBLE.has(entry.code)) return 'trouble';
  if (entry.at === 'routed') return 'start';
  if (entry.at === 'condition') return 'condition';
  if (entry.at === 'waiting') return 'wait';
  return entry.at === 'ended' ? 'end' : 'step';
}

/** Values that fit into a sentence. A value nobody gave is shown as a dash rather than as nothing. */
function plainValues(params: Loose, voice: TraceVoice): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'boolean') values[name] = voice.yesNo(value);
    else if (value === null || value === '') values[name] = '—';
    else if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((item) => typeof item !== 'object').join(', ');
    else values[name] = JSON.stringify(value);
  }
  return values;
}

function factsOf(because: unknown): TraceLine['facts'] {
  return Object.entries(looseOf(because))
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => ({ name, value: String(value) }));
}

/** Where the messages of a turn went and what they cost. */
export interface SentLine {
  key: string;
  values: Record<string, string | number>;
  tone: 'free' | 'paid' | 'trouble' | 'waiting';
  details: string[];
}

/** One line per sending: free reply, push with its price, or what became of it instead. */
export function sentLines(turn: PhoneTurn): SentLine[] {
  return turn.messages.map((sent) => {
    const values = { count: sent.messages.length };
    const details = sent.error ? [sent.error.message, ...sent.error.details.map((detail) => (detail.property ? `${detail.property}: ${detail.message}` : detail.message))] : [];
    if (sent.state === 'sent') return { key: sent.by === 'reply' ? 'sent.reply' : 'sent.push', values, tone: sent.by === 'reply' ? 'free' : 'paid', details };
    return { key: `sent.${sent.state}`, values, tone: sent.state === 'waiting' ? 'waiting' : 'trouble', details };
  });
}

/** LINE's events that have a sentence of their own, by LINE's names. */
const NAMED_EVENTS: ReadonlySet<string> = new Set(['join', 'leave', 'memberJoined', 'memberLeft', 'unsend', 'videoPlayComplete', 'beacon', 'accountLink', 'membership']);

/** The event that began a turn, as an i18n key of the area `trace` with its values. */
export function inputLine(turn: PhoneTurn): { key: string; values: Record<string, string> } {
  const input = looseOf(turn.input);
  const type = textOf(input, 'type') ?? 'eventReceived';
  if (type === 'messageReceived') {
    const message = looseOf(input['message']);
    const kind = textOf(message, 'type') ?? '';
    if (message['unsent'] === true) return { key: 'input.unsentMessage', values: {} };
    return kind === 'text' ? { key: 'input.text', values: { text: textOf(message, 'text') ?? '' } } : { key: 'input.message', values: { kind } };
  }
  if (type === 'timerFired') return { key: textOf(input, 'purpose') === 'noAnswer' ? 'input.noAnswer' : 'input.timer', values: {} };
  if (type === 'eventReceived') {
    const event = looseOf(input['event']);
    const name = textOf(event, 'type') ?? '';
    if (name === 'messageEdited') return { key: 'input.messageEdited', values: { text: textOf(looseOf(event['message']), 'text') ?? '' } };
    return NAMED_EVENTS.has(name) ? { key: `input.${name}`, values: {} } : { key: 'input.other', values: { type: name } };
  }
  if (type === 'friendAdded') return { key: input['isUnblocked'] === true ? 'input.unblocked' : 'input.friendAdded', values: {} };
  if (type === 'apiCalled') return { key: 'input.apiCalled', values: { key: textOf(input, 'key') ?? '' } };
  if (type === 'segmentCrossed') return { key: input['direction'] === 'left' ? 'input.segmentLeft' : 'input.segmentEntered', values: {} };
  if (type === 'tagAdded') return { key: 'input.tagAdded', values: { tag: textOf(input, 'tag') ?? '' } };
  if (type === 'fieldChanged') return { key: 'input.fieldChanged', values: { field: textOf(input, 'field') ?? '' } };
  return ['postbackReceived', 'friendRemoved', 'scheduleFired', 'flowStarted', 'flowStopped', 'effectAnswered'].includes(type) ? { key: `input.${type}`, values: {} } : { key: 'input.other', values: { type } };
}

/** Names and values a turn wrote: answers, fields and tags are in the params of its trace. */
export function variableLines(trace: readonly Entry[]): { name: string; value: string }[] {
  const lines: { name: string; value: string }[] = [];
  for (const entry of trace) {
    const params = looseOf(entry.params);
    const name = textOf(params, 'field') ?? textOf(params, 'answer') ?? textOf(params, 'tag');
    if (name === undefined || !('value' in params)) continue;
    const value = params['value'];
    lines.push({ name, value: typeof value === 'string' ? value : JSON.stringify(value) });
  }
  return lines;
}
