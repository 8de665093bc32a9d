import type { Effect } from '@chatloom/engine';
import type { Clock, Database, Logger } from '@chatloom/platform';
import type { OutboxSender, SendingChannels } from './OutboxSender';

/** A small call to LINE that is no message and leaves nothing behind: moving dots, a read mark. */
export type Sign = { conversationId: string; channelId: string } & (
  | { kind: 'loading'; userId: string; seconds: number }
  /** Without a token: that of the last message of the conversation that had one. */
  | { kind: 'read'; token: string | null }
);

/** A sign that comes later than this says nothing to anybody any more. */
const WORTH_GIVING_MS = 10_000;

/**
 * Gives signs after the commit of the turn that wanted them. They are no rows: each is tried once, in its place behind the
 * messages that this process is sending in the conversation, and nobody waits for it. A process that dies takes its signs
 * along, so none is ever repeated; dots that come late would stand below an answer that is there already.
 */
export class Signs {
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly parts: { database: Database; clock: Clock; logger: Logger; channels: SendingChannels; sender: Pick<OutboxSender, 'afterwards'> }) {}

  /** Begins with all of them; never throws. */
  give(signs: readonly Sign[]): void {
    const wantedAt = this.parts.clock.now();
    for (const sign of signs) {
      this.parts.sender.afterwards(sign.conversationId, () => {
        if (this.parts.clock.now() - wantedAt > WORTH_GIVING_MS) return;
        const work: Promise<void> = this.call(sign)
          .catch((error: unknown) => this.parts.logger.debug({ err: error as Error, name: sign.kind }, 'A sign could not be given.'))
          .finally(() => this.underWay.delete(work));
        this.underWay.add(work);
      });
    }
  }

  /** Resolves when none is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async call(sign: Sign): Promise<void> {
    const channel = await this.parts.channels.sendingChannel(sign.channelId);
    if (channel?.state !== 'active') return;
    if (sign.kind === 'loading') {
      await channel.gateway.chat.showLoading(channel, sign.userId, sign.seconds);
      return;
    }
    const token = sign.token ?? (await this.lastReadToken(sign.conversationId));
    if (token !== null) await channel.gateway.chat.markAsRead(channel, token);
  }

  /** Tokens never expire, and marking one marks everything before it (FACTS §3). */
  private async lastReadToken(conversationId: string): Promise<string | null> {
    const { rows } = await this.parts.database.pg.query<{ token: string }>(
      'signs.lastReadToken',
      `SELECT input->'message'->>'markAsReadToken' AS token FROM turn
       WHERE conversation_id = $1 AND input->'message'->>'markAsReadToken' IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [conversationId],
    );
    return rows[0]?.token ?? null;
  }
}

/** The signs among the effects of a turn. Dots are left out where a message of the same turn would remove them at once. */
export function signsOf(effects: readonly Effect[], scene: { conversationId: string; channelId: string; userId: string | null; readToken: string | null }): Sign[] {
  const { conversationId, channelId, userId, readToken } = scene;
  const signs: Sign[] = [];
  effects.forEach((effect, at) => {
    if (effect.type === 'markAsRead') signs.push({ conversationId, channelId, kind: 'read', token: readToken });
    if (effect.type !== 'showLoading' || userId === null) return;
    if (effects.slice(at + 1).some((later) => later.type === 'sendMessages')) return;
    signs.push({ conversationId, channelId, kind: 'loading', userId, seconds: effect.seconds });
  });
  return signs;
}
