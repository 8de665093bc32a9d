import type { LineMessage } from '@chatloom/engine';
import type { LineGateway, MulticastRequest, PushRequest, SendOutcome } from '@chatloom/line';

/** One send that "LINE" took. */
export interface Taken {
  kind: 'push' | 'multicast' | 'broadcast' | 'narrowcast';
  to: string[];
  messages: LineMessage[];
  key: string;
  unit?: string;
}

/**
 * A LINE for campaigns: takes each retry key once, as LINE does, refuses a multicast with an id it does not know, and otherwise answers as it
 * is told.
 */
export class ScriptedSends {
  readonly taken: Taken[] = [];
  calls = 0;
  /** User ids LINE refuses a whole call for. */
  readonly strangers = new Set<string>();
  /** Messages left this month. */
  quota = Number.POSITIVE_INFINITY;
  /** Runs before each call. */
  beforeCall: () => Promise<void> | void = () => undefined;
  narrowcastProgress: { phase: string; [field: string]: unknown } = { phase: 'succeeded', targetCount: 120, successCount: 118, failureCount: 2 };
  private readonly answers: (SendOutcome | 'takeAndCut')[] = [];
  private readonly keys = new Set<string>();

  /** The next calls end like this; `takeAndCut`: it is taken, but the answer is lost. */
  answerNext(...outcomes: (SendOutcome | 'takeAndCut')[]): void {
    this.answers.push(...outcomes);
  }

  /** How often each user got something. */
  get got(): Map<string, number> {
    const got = new Map<string, number>();
    for (const { to } of this.taken) for (const user of to) got.set(user, (got.get(user) ?? 0) + 1);
    return got;
  }

  /** What a user read. */
  textsFor(user: string): string[] {
    return this.taken.filter((one) => one.to.includes(user)).flatMap((one) => one.messages.map((message) => String(message['text'] ?? message.type)));
  }

  get gateway(): Pick<LineGateway, 'push' | 'multicast' | 'account'> {
    const unitOf = (request: { customAggregationUnits?: string[] }) => (request.customAggregationUnits?.[0] === undefined ? {} : { unit: request.customAggregationUnits[0] });
    return {
      push: (_channel: unknown, request: PushRequest, key: string) => this.take({ kind: 'push', to: [request.to], messages: request.messages, key, ...unitOf(request) }),
      multicast: (_channel: unknown, request: MulticastRequest, key: string) => this.take({ kind: 'multicast', to: request.to, messages: request.messages, key, ...unitOf(request) }),
      account: {
        broadcast: (_channel: unknown, request: { messages: LineMessage[] }, key: string) => this.take({ kind: 'broadcast', to: [], messages: request.messages, key }),
        narrowcast: (_channel: unknown, request: { messages: LineMessage[] }, key: string) => this.take({ kind: 'narrowcast', to: [], messages: request.messages, key }),
        narrowcastProgress: async () => ({ kind: 'ok', value: this.narrowcastProgress }),
      },
    } as unknown as Pick<LineGateway, 'push' | 'multicast' | 'account'>;
  }

  private async take(send: Taken): Promise<SendOutcome> {
    this.calls++;
    await this.beforeCall();
    const scripted = this.answers.shift();
    if (scripted && scripted !== 'takeAndCut') return scripted;
    if (this.keys.has(send.key)) return { kind: 'alreadySent', sentMessages: [] };
    const stranger = send.to.findIndex((user) => this.strangers.has(user));
    if (stranger >= 0) return { kind: 'refused', status: 400, message: 'Failed to send messages', details: [] };
    if (send.to.length > this.quota) return { kind: 'quotaUsedUp' };
    this.quota -= send.to.length;
    this.keys.add(send.key);
    this.taken.push(send);
    return scripted === 'takeAndCut' ? { kind: 'retryLater', after: 500, reason: 'network' } : { kind: 'sent', sentMessages: [], requestId: `request-${this.taken.length}` };
  }
}
