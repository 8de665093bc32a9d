import type { FlowDocument, LocalizedText } from '@chatloom/flow';

/** Anything JSON can hold: what sessions, answers and traces are made of. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

// ---------------------------------------------------------------- inputs: what happened, past tense

/** A chat message's content as LINE's webhook describes it (FACTS §5), unknown fields kept. */
export interface InboundMessage {
  id: string;
  type: 'text' | 'image' | 'video' | 'audio' | 'file' | 'location' | 'sticker' | (string & {});
  text?: string;
  [field: string]: unknown;
}

interface InputBase {
  /** When it happened, by LINE's clock for webhook events and by ours for the rest; epoch ms. */
  at: number;
  /**
   * In a group: LINE's id of the person it came from. Absent in 1:1 chats, and in groups where LINE does not say who
   * it was (FACTS §13); such inputs belong to the group as a whole.
   */
  from?: string;
}
export type Input = InputBase &
  (
    | { type: 'messageReceived'; message: InboundMessage }
    | { type: 'postbackReceived'; data: string; params?: Record<string, string> }
    | { type: 'friendAdded'; isUnblocked: boolean }
    | { type: 'friendRemoved' }
    /** A timer row of this conversation came due. `waitToken` says which wait it was meant for. */
    | { type: 'timerFired'; timerId: string; waitToken: string; purpose: TimerPurpose }
    /** The contact has a tag they had not. */
    | { type: 'tagAdded'; tag: string }
    /** A field of the contact has another value than before; null when it was emptied. */
    | { type: 'fieldChanged'; field: string; value: Json }
    /** A schedule or date trigger of a live flow rang for this contact. */
    | { type: 'scheduleFired'; flowId: string; nodeId: string }
    /** The contact came into a segment that a live flow watches, or left it. */
    | { type: 'segmentCrossed'; flowId: string; nodeId: string; direction: 'entered' | 'left' }
    /** Somebody's own system called the API trigger `key`. */
    | { type: 'apiCalled'; key: string; payload: JsonObject }
    /** An operator, a campaign or the phone started a flow, from its trigger or from a given node. */
    | { type: 'flowStarted'; flowId: string; nodeId?: string }
    /** Somebody of the team ended whatever is going on, and what waits behind it. */
    | { type: 'flowStopped' }
    /** The answer of an inside effect that the flow branches on. */
    | { type: 'effectAnswered'; effectId: string; answer: Json }
    /** Any other webhook event (join, unsend, beacon, …, also types LINE adds later), as it came. */
    | { type: 'eventReceived'; event: JsonObject & { type: string } }
  );
export type InputType = Input['type'];
export type TimerPurpose = 'delay' | 'noAnswer';

// ---------------------------------------------------------------- effects: what to do, imperative

/** A LINE message object, complete and valid (FACTS §7). */
export type LineMessage = { type: string; [field: string]: unknown };

/**
 * How a message may travel. `reply` is free and merged with its neighbours; what to do once the reply token is gone
 * is the designer's decision: `push` costs money, `drop` leaves it out.
 */
export type Delivery = { by: 'reply'; otherwise: 'push' | 'drop' } | { by: 'push' };

/** What a send says besides its messages (FACTS §3 "Sending"). */
export interface SendOptions {
  /** No sound and no notification on the person's phone. */
  silent?: true;
  /** Name under which LINE collects statistics of a push: 1 to 30 letters, digits and `_`. A reply has none. */
  unit?: string;
}

export type Effect = { nodeId: string } & (
  | { type: 'sendMessages'; messages: LineMessage[]; delivery: Delivery; options?: SendOptions }
  /** To every reachable contact with the tag; rendered for each of them and paced by the outbox. */
  | { type: 'pushToTag'; pushId: string; tag: string; flowVersionId: string; options?: SendOptions }
  | { type: 'startTimer'; timerId: string; dueAt: number; purpose: TimerPurpose; waitToken: string }
  | { type: 'cancelTimer'; timerId: string }
  | { type: 'setField'; field: string; value: Json }
  | { type: 'addTag'; tag: string }
  | { type: 'removeTag'; tag: string }
  /**
   * Three moving dots until the next message, 5 to 60 seconds in steps of five; 1:1 chats only (FACTS §3). A sign, not a
   * message: tried once after what was sent before it, and never waited for or repeated.
   */
  | { type: 'showLoading'; seconds: number }
  /** Tells the person that their last message was read. Tried once, as `showLoading`. */
  | { type: 'markAsRead' }
  /** The bot leaves this group or room, after what it said before. */
  | { type: 'leaveGroup' }
  /** Keep the bytes of a media message: fetched from LINE after the turn, under an id the flow knows already. */
  | { type: 'keepContent'; mediaId: string; messageId: string; mediaType: 'image' | 'video' | 'audio' | 'file'; fileName?: string }
  /** An effect of a plugged-in capability (castVote, holdSlot, …). `answered` ones come back as `effectAnswered`. */
  | { type: 'custom'; name: string; effectId: string; payload: JsonObject; answered: boolean }
);
export type EffectType = Effect['type'];

// ---------------------------------------------------------------- session: where a conversation stands

/** What a stopped flow is waiting for. Everything about it is in here, so a session is plain JSON. */
export interface Wait {
  /** Unique per wait; a late timer or an old button recognises itself by it. */
  token: string;
  nodeId: string;
  for: 'answer' | 'time' | 'effect';
  since: number;
  /** The no-answer or delay timer that belongs to this wait. */
  timerId?: string;
  /** A wait for time that also listens to taps on its own buttons (`tapToContinue`). */
  takesTaps?: boolean;
  /** The node's own memory between turns (tries so far, …). */
  state: JsonObject;
}

/** One flow being run; "call flow" stacks another one on top. */
export interface Frame {
  flowId: string;
  /** The immutable version people keep while they are inside; a draft run has `draft:<flowId>`. */
  versionId: string;
  /** The node that called the frame above; continued at its `returned` port. */
  callNodeId?: string;
}

export interface Session {
  id: string;
  /** The session whose button started this one and whose answers it carries; its buttons speak in that one's name. */
  origin?: string;
  /** Bottom first; the last one is running. */
  frames: Frame[];
  wait: Wait | null;
  /** Answers by name, shared by all frames. */
  answers: JsonObject;
  /** The answer given last, and where. */
  lastAnswer?: { nodeId: string; value: Json };
  startedAt: number;
  /** Steps taken since it began; a run away flow is ended politely by the limits. */
  steps: number;
  /** Half a turn: while an inside effect is performed, the steps already taken and the input the nodes still speak of. */
  asking?: { turnSteps: number; input: Input };
}

// ---------------------------------------------------------------- environment

export interface ContactSnapshot {
  id: string;
  displayName?: string;
  /** BCP 47, from the profile or set by a flow. */
  language?: string;
  fields: JsonObject;
  tags: string[];
  isFriend: boolean;
  createdAt: number;
}

export interface BotSnapshot {
  id: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  /** Opening hours by ISO weekday 1-7; absent day = closed; absent table = always open. */
  businessHours?: Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, { from: string; to: string }[]>>;
}

/** Where the conversation takes place. */
export interface ChatSnapshot {
  kind: 'user' | 'group' | 'room';
  /** LINE's id of the user, group or room. */
  id: string;
  /** Of a group, once it is known; rooms have none (FACTS §3). */
  name?: string;
  /** Without the bot. */
  memberCount?: number;
  /** Names of those who joined with this input, as far as LINE tells them; absent with other inputs. */
  newcomers?: string[];
}

/** Everything a step may know besides flow, session and input. No clock, no chance, no I/O of its own. */
export interface Env {
  /** Epoch ms. */
  now: number;
  /** Seeded; 0 ≤ x < 1. */
  random(): number;
  /** Unique ids, UUIDv7 in production. */
  newId(): string;
  /** In a group: the person the input came from; an empty one where LINE does not say. */
  contact: ContactSnapshot;
  bot: BotSnapshot;
  /** Absent means a 1:1 chat. */
  chat?: ChatSnapshot;
  /** Flows that "go to" and "call flow" may enter, and versions that sessions stand in. */
  flows: FlowLibrary;
}

/** Synchronous look-up of compiled flows; the runtime loads what a turn may need beforehand. */
export interface FlowLibrary {
  /** The version new sessions enter: the published one, or the draft for the simulator channel. */
  live(flowId: string): CompiledFlow | undefined;
  /** The version a session began in. */
  version(versionId: string): CompiledFlow | undefined;
  /** All live flows, in the order the designer sees (routing ties are broken by it). */
  all(): readonly CompiledFlow[];
  /** Triggers of all live flows, indexed once per set of flows: thousands of keywords match in microseconds. */
  triggers(): TriggerIndex;
}

/** Made by the engine from live flows; opaque to everyone else. */
export interface TriggerIndex {
  /** Triggers this input starts, best first. */
  match(input: Input, context: { bot: BotSnapshot; contact: ContactSnapshot; chat?: ChatSnapshot }): TriggerMatch[];
}
export interface TriggerMatch {
  flowId: string;
  nodeId: string;
  priority: number;
  specificity: number;
  whileRunning: TriggerData['whileRunning'];
  /** Whose conversation it starts in a group; means nothing in a 1:1 chat. */
  conversation: TriggerConversation;
  /** What made it match, for the trace (the keyword, the pattern, the postback). */
  because: JsonObject;
}

/**
 * Everything of a conversation that a turn reads and writes, one JSON value. A group is one conversation, so that what its
 * members write is taken in order; what is going on with single members stands beside what is going on with all.
 */
export interface ConversationState extends ConversationPart {
  /** Of a group: members something is going on with, by LINE's user id. */
  members?: Record<string, ConversationPart>;
  /** Series the person is in, by flow id. They run beside the conversation: neither ends nor blocks the other. */
  tracks?: Record<string, ConversationPart>;
  /** Changes of the contact that were taken lately: flows that change what other flows listen to must not chase each other for ever. */
  changes?: { since: number; count: number };
  /** Half a turn: a game was tapped, or the code of a friend source was sent, and those who keep them are asked what becomes of it. Never stored. */
  tapped?: { effectId: string; input: Extract<Input, { type: 'postbackReceived' | 'messageReceived' }> };
}
/** Where one party stands: a person in a 1:1 chat, a group as a whole, or one member of it. */
export interface ConversationPart {
  session: Session | null;
  /** Starts waiting for the running flow to end (`whileRunning: queue`), oldest first, bounded. */
  queued: QueuedStart[];
  /** Answers of the session that ended last: an old button of that session finds them again. */
  last?: { sessionId: string; answers: JsonObject; lastAnswer?: { nodeId: string; value: Json } };
}
export interface QueuedStart {
  flowId: string;
  nodeId: string;
  input: Input;
}

/** What one input did to one conversation. */
export interface TurnResult {
  state: ConversationState;
  effects: Effect[];
  trace: TraceEntry[];
  /**
   * Set when an inside effect with an answer is needed: the runtime performs it in the same transaction and calls
   * `takeTurn` again with `effectAnswered` and the state given here.
   */
  asks?: { effectId: string; name: string; payload: JsonObject; nodeId: string };
}

/** A checked document with its look-up tables; made once per version, shared by every conversation. */
export interface CompiledFlow {
  flowId: string;
  versionId: string;
  document: FlowDocument;
  /** Target node by `node + '\0' + port`. */
  next: ReadonlyMap<string, string>;
  /** Node data after the schema's parse (defaults filled in), by node id; parsed on first use. */
  data(nodeId: string): unknown;
}

// ---------------------------------------------------------------- results

/** One line of "why": what a node did, a condition with its values, a routing decision, an end with its reason. */
export interface TraceEntry {
  at: 'routed' | 'entered' | 'left' | 'condition' | 'waiting' | 'sent' | 'ended' | 'note';
  flowId?: string;
  nodeId?: string;
  port?: string;
  /** Machine-readable: i18n key `trace.<code>`. */
  code: string;
  params?: JsonObject;
}

export interface StepResult {
  session: Session | null;
  effects: Effect[];
  trace: TraceEntry[];
  /** As in `TurnResult`. */
  asks?: { effectId: string; name: string; payload: JsonObject; nodeId: string };
}

// ---------------------------------------------------------------- what a node's runner sees and answers

/** What a runner may use. All texts are rendered with the contact, answers and system values of this moment. */
export interface RunContext {
  nodeId: string;
  env: Env;
  flow: CompiledFlow;
  session: Readonly<Session>;
  /** In a group: LINE's id of the person the input came from, where LINE says who it was. */
  from?: string;
  /** Resolve the language and fill in `{{ path | filter }}`. */
  render(text: LocalizedText | undefined): string;
  /** Evaluate an expression; a mistake gives `undefined` and a trace line, never an exception. */
  evaluate(expression: string): Json | undefined;
  /** Postback data of a tap that leaves this node by `port`; recognised again also when the wait is long over. */
  tapData(port: string): string;
  trace(code: string, params?: JsonObject): void;
}

/** What happened to a waiting node. A tap's `port` is one of the node's own ports. */
export type Resume =
  | { by: 'message'; message: InboundMessage; at: number }
  | { by: 'tap'; port: string; params?: Record<string, string>; at: number }
  | { by: 'postback'; data: string; params?: Record<string, string>; at: number }
  | { by: 'timer'; purpose: TimerPurpose; at: number }
  | { by: 'effect'; answer: Json; at: number }
  /** The person came back from LINE's dialog that joins accounts (FACTS §13). */
  | { by: 'accountLinked'; isLinked: boolean; at: number };

/** What a runner says next. `effects` are recorded in order; node ids are filled in by the engine. */
export interface NodeOutcome {
  effects?: EffectBody[];
  then:
    | { go: 'exit'; port: string }
    /**
     * Stop here. `dueAt` starts a timer (a no-answer branch, a delay). `state` is handed back at resume.
     * A wait for an answer takes messages, taps and joined accounts; a wait for time takes timers, and taps when `takesTaps`.
     */
    | { go: 'wait'; for: 'answer' | 'time'; dueAt?: number; purpose?: TimerPurpose; state?: JsonObject; takesTaps?: boolean }
    /** Perform an inside effect and come back with its answer in the same turn. */
    | { go: 'ask'; name: string; payload: JsonObject; state?: JsonObject }
    | { go: 'flow'; flowId: string; returns: boolean }
    | { go: 'end'; reason?: string }
    /** The input is not for this wait: keep waiting, and let routing look for a trigger. */
    | { go: 'pass' };
  /** Remember an answer under this name (and as the last answer). */
  answer?: { name?: string; value: Json };
}
type WithoutNode<T> = T extends unknown ? Omit<T, 'nodeId'> : never;
export type EffectBody = WithoutNode<Effect>;

/** The server half of a node type: pure functions of data and moment. */
export interface NodeRunner<Data = any> {
  /** Names of the inside effects this type asks for; the server refuses to boot when nobody handles one. */
  performs?: readonly string[];
  /** The conversation arrives at the node. Triggers just exit by their port. */
  enter(data: Data, context: RunContext): NodeOutcome;
  /** Something happened while waiting here. */
  resume?(data: Data, context: RunContext & { wait: Readonly<Wait> }, by: Resume): NodeOutcome;
  /**
   * For triggers by words: rules that go into one index over all flows (folded by NFKC, case and width; patterns run
   * on a linear-time engine). A trigger with rules needs no `matches`.
   */
  keywords?(data: Data): KeywordRule[];
  /** For other triggers: does this input start the flow? How exactly decides ties (`specificity`, larger wins). */
  matches?(data: Data, input: Input, context: TriggerContext): false | { specificity: number };
}

export interface KeywordRule {
  mode: 'equals' | 'startsWith' | 'contains' | 'pattern';
  text: string;
}

/** What a trigger may look at. */
export interface TriggerContext {
  bot: BotSnapshot;
  contact: ContactSnapshot;
  chat?: ChatSnapshot;
  flowId: string;
  nodeId: string;
}

export type NodeRunners = Record<string, NodeRunner>;

/** Fields every trigger's data has; routing reads them. */
export interface TriggerData {
  /** 1 (last) to 100 (first); shown to the designer. Default 50. */
  priority: number;
  /** What to do while another flow is running in the conversation. */
  whileRunning: 'interrupt' | 'queue' | 'ignore';
  /** In which chats it listens. Default `everywhere`. */
  where?: 'everywhere' | 'oneToOne' | 'groups';
  /** In groups: only messages that mention the bot. */
  onlyMentioned?: boolean;
  /** In groups: one conversation for all, or one with each member. Default `group`. */
  conversation?: TriggerConversation;
}
export type TriggerConversation = 'group' | 'member';
