import { type CompiledFlow, createEngine, type Input } from '@chatloom/engine';
import type { FlowDocument } from '@chatloom/flow';
import { botsSchema } from '@chatloom/bots';
import {
  type ConversationsSystem, conversationsSchema, createConversations, FlowWorld, type BotWorld, Profiles, PushRenderer, type ContactSignal, ScheduleSource, type ScheduleTrigger, SendingChannels,
  type SendingChannel,
} from '@chatloom/conversations';
import type { CallOutcome, ContentOutcome, GroupCalls, GroupPlace, PushRequest, ReplyRequest, SendOutcome } from '@chatloom/line';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';
import { createLogger, type Database, joinSchemas, ManualClock, ManualJobQueue, Metrics, UuidSource } from '@chatloom/platform';

/** The tables conversations run on. */
export const harnessSchema = joinSchemas(botsSchema, conversationsSchema);

export const engine = createEngine({ definitions: nodeDefinitions, runners: nodeRunners });

/** One call that reached "LINE". */
export interface Call {
  kind: 'reply' | 'push';
  to: string;
  texts: string[];
  key?: string;
  /** What the call said besides its messages, e.g. `silent`, `as spring`. */
  manner?: string[];
}

/** A LINE that answers as it is told. Replies are taken once per token, pushes once per key, as LINE does. */
export class ScriptedLine {
  readonly calls: Call[] = [];
  private readonly answers: SendOutcome[] = [];
  private readonly usedTokens = new Set<string>();
  private readonly usedKeys = new Set<string>();

  /** The next calls end like this, before LINE takes anything. */
  answerNext(...outcomes: SendOutcome[]): void {
    this.answers.push(...outcomes);
  }

  async reply(_channel: unknown, request: ReplyRequest): Promise<SendOutcome> {
    const scripted = this.answers.shift();
    if (scripted) return scripted;
    if (this.usedTokens.has(request.replyToken)) return { kind: 'tokenInvalid' };
    this.usedTokens.add(request.replyToken);
    this.calls.push({ kind: 'reply', to: request.replyToken, texts: texts(request), ...manner(request) });
    return { kind: 'sent', sentMessages: [{ id: String(this.calls.length) }] };
  }

  async push(_channel: unknown, request: PushRequest, retryKey: string): Promise<SendOutcome> {
    const scripted = this.answers.shift();
    if (scripted) return scripted;
    if (this.usedKeys.has(retryKey)) return { kind: 'alreadySent', sentMessages: [] };
    this.usedKeys.add(retryKey);
    this.calls.push({ kind: 'push', to: request.to, texts: texts(request), key: retryKey, ...manner(request) });
    return { kind: 'sent', sentMessages: [{ id: String(this.calls.length) }] };
  }

  /** Signs given, with what had been said before each: `dots 20 after 1`. */
  readonly signs: string[] = [];
  readonly chat = {
    showLoading: async (_channel: unknown, _userId: string, seconds: number) => this.sign(`dots ${seconds}`),
    markAsRead: async (_channel: unknown, token: string) => this.sign(`read ${token}`),
  };

  /** What LINE answers when the bytes of a message are asked for, one after the other; at the end it has none. */
  readonly contents: ContentOutcome[] = [];
  async getMessageContent(): Promise<ContentOutcome> {
    return this.contents.shift() ?? { kind: 'notFound' };
  }

  /** Groups left, with what had been said before each: `C1 after 1`. */
  readonly left: string[] = [];
  readonly groups = {
    leave: async (_channel: unknown, place: GroupPlace): Promise<CallOutcome<true>> => {
      const scripted = this.answers.shift();
      if (scripted) return scripted as CallOutcome<true>;
      this.left.push(`${place.id} after ${this.calls.length}`);
      return { kind: 'ok', value: true };
    },
  } as GroupCalls;

  private sign(what: string) {
    this.signs.push(`${what} after ${this.calls.length}`);
    return { kind: 'ok' as const, value: true as const };
  }

  /** What people read, in order, one line per call. */
  get said(): string[] {
    return this.calls.map((call) => `${call.kind}: ${call.texts.join(' | ')}`);
  }
}

function manner(request: { notificationDisabled?: boolean; customAggregationUnits?: string[] }): { manner?: string[] } {
  const said = [...(request.notificationDisabled ? ['silent'] : []), ...(request.customAggregationUnits ?? []).map((unit) => `as ${unit}`)];
  return said.length === 0 ? {} : { manner: said };
}

function texts(request: { messages: { [field: string]: unknown }[] }): string[] {
  return request.messages.map((message) => String(message['text'] ?? message['type']));
}

/** A conversations system over a real database, with a LINE, a clock and bells in the test's hand. */
export interface Harness {
  system: ConversationsSystem;
  clock: ManualClock;
  queue: ManualJobQueue;
  line: ScriptedLine;
  botId: string;
  channelId: string;
  pausedFor: string[];
  /** Ann says something; resolves when all of its consequences have settled. */
  says(text: string, more?: Partial<{ user: string; eventId: string; at: number; replyToken: string | null; standby: boolean }>): Promise<void>;
  happens(input: Input, more?: Partial<{ user: string; key: string; eventId: string; replyToken: string | null; standby: boolean }>): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settle(): Promise<void>;
}

/** @param flows documents by flow id; all of them published */
export async function createHarness(database: Database, flows: Record<string, FlowDocument>, options: { schedules?: ScheduleTrigger[]; signals?: ContactSignal[] } = {}): Promise<Harness> {
  const clock = new ManualClock();
  const ids = new UuidSource();
  const queue = new ManualJobQueue(clock);
  const line = new ScriptedLine();
  const botId = ids.newId();
  const channelId = ids.newId();
  const pausedFor: string[] = [];
  await database.pg.run('INSERT INTO bot (id, name, time_zone, language) VALUES ($1, $2, $3, $4)', [botId, 'Tea House', 'Asia/Taipei', 'en']);
  await database.pg.run(
    `INSERT INTO channel (id, bot_id, kind, name, webhook_key, secret_enc, token_enc, secret_last_four, token_last_four, runs) VALUES ($1, $2, 'line', 'Shop', $3, '', '', '', '', 'published')`,
    [channelId, botId, `key-${channelId}`],
  );
  const live: CompiledFlow[] = Object.entries(flows).map(([flowId, document]) => engine.compileFlow({ flowId, versionId: `v-${flowId}`, document }));
  const world = new (class extends FlowWorld {
    async load(): Promise<BotWorld> {
      return { bot: { id: botId, name: 'Tea House', timeZone: 'Asia/Taipei' }, flows: engine.createFlowLibrary({ live }) };
    }
  })();
  const channels = new (class extends SendingChannels {
    async sendingChannel(id: string): Promise<SendingChannel> {
      const { rows } = await database.pg.run<{ state: 'active' | 'paused'; holds: boolean }>('SELECT state, push_stop_percent IS NOT NULL AS holds FROM channel WHERE id = $1', [id]);
      return { id, accessToken: 'token', state: rows[0]!.state, holdsPushes: rows[0]!.holds, gateway: line };
    }
    async pauseForToken(id: string): Promise<void> {
      pausedFor.push(id);
      await database.pg.run(`UPDATE channel SET state = 'paused' WHERE id = $1`, [id]);
    }
  })();
  const profiles = new (class extends Profiles {
    async profile(_channelId: string, lineUserId: string) {
      return { kind: 'ok' as const, value: { displayName: lineUserId, language: 'en' } };
    }
    override async member(_channelId: string, _place: GroupPlace, lineUserId: string) {
      return { kind: 'ok' as const, value: { displayName: lineUserId } };
    }
    override async group(_channelId: string, place: GroupPlace) {
      return place.kind === 'room' ? { memberCount: 3 } : { name: `The group ${place.id}`, memberCount: 4 };
    }
  })();
  const renderer = new (class extends PushRenderer {
    async render(push: { nodeId: string }, contacts: readonly { displayName?: string }[]) {
      return contacts.map((contact) => [{ type: 'text', text: `${push.nodeId} for ${contact.displayName}` }]);
    }
  })();
  const scheduleSource = new (class extends ScheduleSource {
    async scheduleTriggers(askedFor: string) {
      return askedFor === botId ? (options.schedules ?? []) : [];
    }
    override async signals(askedFor: string) {
      return askedFor === botId ? (options.signals ?? []) : [];
    }
  })();
  const system = createConversations({
    database, clock, ids, queue, logger: createLogger({ level: 'silent' }), metrics: new Metrics(), roles: ['web', 'worker'], engine, world, channels, profiles,
    pushRenderer: renderer, scheduleSource,
  });
  // A process that does not beat counts as dead.
  await system.runtime.beat();
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet++) {
      await system.runtime.idle();
    }
  };
  let count = 0;
  const happens: Harness['happens'] = async (input, more = {}) => {
    count++;
    await system.ingest.append([
      {
        channelId, botId, eventId: more.eventId ?? `event-${count}`, conversationKey: more.key ?? `u:${more.user ?? 'Ann'}`, input,
        ...(more.replyToken === null ? {} : { replyToken: more.replyToken ?? `token-${count}` }),
        ...(more.standby ? { standby: true } : {}),
      },
    ]);
    await settle();
  };
  return {
    system, clock, queue, line, botId, channelId, pausedFor, happens, settle,
    says: (text, more = {}) => happens({ type: 'messageReceived', message: { id: `m${count}`, type: 'text', text }, at: more.at ?? clock.now() }, more),
  };
}
