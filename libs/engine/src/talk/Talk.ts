import type { FlowDocument } from '@chatloom/flow';
import { applyContactEffects } from '../contactEffects';
import type { Engine } from '../createEngine';
import { emptyConversation } from '../createEngine';
import type { BotSnapshot, ChatSnapshot, CompiledFlow, ContactSnapshot, ConversationState, Effect, Env, Input, Json, LineMessage, TimerPurpose, TraceEntry } from '../types';
import { buttonsOf } from './buttonsOf';
import type { Button } from './buttonsOf';

/** What a talk begins with; everything is made up by the caller, so that it goes the same way every time. */
export interface TalkOptions {
  engine: Engine;
  flows: { flowId: string; document: FlowDocument }[];
  contact?: Partial<ContactSnapshot>;
  bot?: Partial<BotSnapshot>;
  /** A group or room; absent means a 1:1 chat. */
  chat?: ChatSnapshot;
  /** Epoch ms. */
  now: number;
  /** 0 ≤ x < 1; always one half when left out. */
  random?: () => number;
  /** Answers of inside effects by name; one without an answer here gets null. */
  effectAnswers?: Record<string, Json>;
}

/** A bubble the person sees, with how it came. */
export interface TalkBubble {
  message: LineMessage;
  by: 'reply' | 'push';
}

/** What one or more turns brought. */
export interface TalkTurn {
  bubbles: TalkBubble[];
  /** Everything but messages. */
  effects: Effect[];
  trace: TraceEntry[];
}

interface Timer {
  timerId: string;
  dueAt: number;
  purpose: TimerPurpose;
  waitToken: string;
  from?: string;
}

/** Timers that ring while time passes once; a flow that waits a second in a circle could otherwise take a year. */
const MAX_RINGS = 10_000;

/**
 * One conversation held in memory, with a clock that stands still until it is moved: for the terminal, for scenarios and
 * for trying things out. Behaves like the runtime where a designer can see it (timers, contact data, versions);
 * the state is written to JSON and read again after every turn, as a database would do it. Ids count `id1`, `id2`, ….
 */
export class Talk {
  now: number;
  contact: ContactSnapshot;
  readonly bot: BotSnapshot;
  state: ConversationState = emptyConversation();
  /** Every bubble so far, oldest first. */
  readonly bubbles: TalkBubble[] = [];
  private timers: Timer[] = [];
  private live: CompiledFlow[] = [];
  private readonly versions = new Map<string, CompiledFlow>();
  /** Of a group: its people by LINE's user id. */
  private readonly people = new Map<string, ContactSnapshot>();
  private ids = 0;
  private messages = 0;

  constructor(private readonly options: TalkOptions) {
    this.now = options.now;
    this.contact = { id: 'ann', displayName: 'Ann', language: 'en', fields: {}, tags: [], isFriend: true, createdAt: options.now, ...options.contact };
    this.bot = { id: 'bot', name: 'Robo', timeZone: 'UTC', ...options.bot };
    for (const { flowId, document } of options.flows) this.publish(flowId, document);
  }

  /** A new version of a flow goes live; conversations inside stay with theirs. A flow not known yet is added at the end. */
  publish(flowId: string, document: FlowDocument): void {
    const number = [...this.versions.values()].filter((flow) => flow.flowId === flowId).length + 1;
    const compiled = this.options.engine.compileFlow({ flowId, versionId: `${flowId}-v${number}`, document });
    this.versions.set(compiled.versionId, compiled);
    const known = this.live.some((flow) => flow.flowId === flowId);
    this.live = known ? this.live.map((flow) => (flow.flowId === flowId ? compiled : flow)) : [...this.live, compiled];
  }

  /** A flow is not live any more; conversations inside stay. */
  unpublish(flowId: string): void {
    this.live = this.live.filter((flow) => flow.flowId !== flowId);
  }

  /** Something happens now. */
  take(input: Input): TalkTurn {
    const turn: TalkTurn = { bubbles: [], effects: [], trace: [] };
    if (this.options.chat) this.contact = this.speaker(input.from);
    if (input.type === 'friendAdded') this.contact = { ...this.contact, isFriend: true };
    if (input.type === 'friendRemoved') this.contact = { ...this.contact, isFriend: false };
    let next: Input | undefined = input;
    while (next) {
      const result = this.options.engine.takeTurn(this.state, next, this.env());
      this.state = JSON.parse(JSON.stringify(result.state)) as ConversationState;
      turn.trace.push(...result.trace);
      for (const effect of result.effects) this.perform(effect, turn, input.from);
      this.contact = applyContactEffects(this.contact, result.effects);
      if (input.from !== undefined) this.people.set(input.from, this.contact);
      next = result.asks && { type: 'effectAnswered', at: this.now, effectId: result.asks.effectId, answer: this.options.effectAnswers?.[result.asks.name] ?? null };
    }
    return turn;
  }

  /** Time passes; timers ring at their own moment, in order. After ten thousand of them the clock stands still again. */
  advance(ms: number): TalkTurn {
    const until = this.now + ms;
    const turns: TalkTurn[] = [];
    for (let timer = this.nextTimer(until); timer; timer = this.nextTimer(until)) {
      if (turns.length >= MAX_RINGS) break;
      const { timerId, waitToken, purpose, dueAt, from } = timer;
      this.timers = this.timers.filter((each) => each !== timer);
      this.now = Math.max(this.now, dueAt);
      turns.push(this.take({ type: 'timerFired', at: this.now, timerId, waitToken, purpose, ...(from !== undefined && { from }) }));
    }
    if (turns.length < MAX_RINGS) this.now = until;
    return {
      bubbles: turns.flatMap((turn) => turn.bubbles),
      effects: turns.flatMap((turn) => turn.effects),
      trace: turns.flatMap((turn) => turn.trace),
    };
  }

  /** When the next timer rings, epoch ms. */
  nextTimerAt(): number | undefined {
    return this.nextTimer(Number.POSITIVE_INFINITY)?.dueAt;
  }

  /** Buttons the person can tap, of the newest bubble first. */
  buttons(): Button[] {
    return [...this.bubbles].reverse().flatMap(({ message }) => buttonsOf(message));
  }

  /** Somebody writes a text. */
  says(text: string): Input {
    return this.sends({ type: 'text', text });
  }

  /** Somebody sends a message of any type. */
  sends(message: { type: string; [field: string]: unknown }): Input {
    this.messages += 1;
    return { type: 'messageReceived', at: this.now, message: { id: `m${this.messages}`, ...message } };
  }

  /** What a tap on the button does; undefined when it happens on the phone only (opening an address). */
  taps(button: Button, params?: Record<string, string>): Input | undefined {
    const { action } = button;
    if (action.type === 'message') return this.says(String(action.text));
    if (action.type === 'postback' || action.type === 'datetimepicker') {
      return { type: 'postbackReceived', at: this.now, data: String(action.data), ...(params && { params }) };
    }
    return undefined;
  }

  private env(): Env {
    return {
      now: this.now,
      random: this.options.random ?? (() => 0.5),
      newId: () => `id${(this.ids += 1)}`,
      contact: this.contact,
      bot: this.bot,
      ...(this.options.chat && { chat: this.options.chat }),
      flows: this.options.engine.createFlowLibrary({ live: this.live, versions: (versionId) => this.versions.get(versionId) }),
    };
  }

  private nextTimer(until: number): Timer | undefined {
    return this.timers.filter((timer) => timer.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  /** Who speaks in a group; LINE does not always say. */
  private speaker(from: string | undefined): ContactSnapshot {
    const known = from === undefined ? undefined : this.people.get(from);
    return known ?? { id: from ?? this.options.chat!.id, ...(from !== undefined && { displayName: from, language: 'en' }), fields: {}, tags: [], isFriend: false, createdAt: this.now };
  }

  private perform(effect: Effect, turn: TalkTurn, from: string | undefined): void {
    if (effect.type === 'sendMessages') {
      const bubbles = effect.messages.map((message) => ({ message, by: effect.delivery.by }));
      turn.bubbles.push(...bubbles);
      this.bubbles.push(...bubbles);
      return;
    }
    turn.effects.push(effect);
    if (effect.type === 'startTimer') this.timers.push({ ...effect, ...(from !== undefined && { from }) });
    if (effect.type === 'cancelTimer') this.timers = this.timers.filter((timer) => timer.timerId !== effect.timerId);
  }
}
