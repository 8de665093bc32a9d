import { Injectable } from '@nestjs/common';
import { answerOf, ReachedChannels, StateConflictError } from '@chatloom/bots';
import { AUDIENCE_IDS_PER_CALL } from '@chatloom/line';
import { Database } from '@chatloom/platform';

/** A list of people at LINE that a narrowcast may address. */
export interface Audience {
  id: number;
  name: string;
  /** IN_PROGRESS until LINE has worked the ids off, then READY; FAILED, EXPIRED and others as LINE names them. */
  status: string;
  /** People in it; null below 50 or while LINE works on it. */
  count: number | null;
  createdAt: Date;
  /** Why it failed, in LINE's word. */
  failure: string | null;
}

/** LINE's user ids; ids of other shapes would make the whole upload fail (FACTS §12). */
const USER_ID = /^U[0-9a-f]{32}$/;
/** A request for more would be refused by LINE for its pace. */
const IDS_MAX = 200_000;

/** Audiences of a channel; LINE holds them, nothing is kept here. */
@Injectable()
export class Audiences {
  constructor(
    private readonly database: Database,
    private readonly reached: ReachedChannels,
  ) {}

  /** Newest first, up to 40. @throws NotFoundError, LineSaidNo */
  async list(botId: string, channelId: string): Promise<Audience[]> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const { audienceGroups = [] } = answerOf(await gateway.audiences.list(channel, 1));
    return audienceGroups.map((group) => ({
      id: group.audienceGroupId ?? 0,
      name: group.description ?? '',
      status: group.status ?? 'IN_PROGRESS',
      count: group.audienceCount ?? null,
      createdAt: new Date((group.created ?? 0) * 1_000),
      failure: group.failedType ?? null,
    }));
  }

  /**
   * Makes an audience of the ids given, or of everybody with the tag who has not blocked the account.
   * @returns its id and how many people were handed over
   * @throws StateConflictError when nobody would be in it or an id is none; LineSaidNo; NotFoundError
   */
  async create(botId: string, channelId: string, given: { name: string; tag?: string; userIds?: string[] }): Promise<{ id: number; count: number }> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    const userIds = [...new Set(given.userIds ?? (await this.withTag(botId, channelId, given.tag ?? '')))];
    const wrong = userIds.find((id) => !USER_ID.test(id));
    if (wrong !== undefined) throw new StateConflictError(`"${wrong.slice(0, 40)}" is no user ID of LINE: they begin with U and have 32 digits 0-9, a-f after it.`);
    if (userIds.length === 0) throw new StateConflictError('Nobody would be in this audience.');
    const [first, ...rest] = chunksOf(userIds, AUDIENCE_IDS_PER_CALL);
    const { audienceGroupId } = answerOf(await gateway.audiences.create(channel, { description: given.name, userIds: first ?? [] }));
    const id = Number(audienceGroupId);
    try {
      for (const chunk of rest) answerOf(await gateway.audiences.add(channel, id, chunk));
    } catch (error) {
      // Half an audience would look like a whole one.
      await gateway.audiences.delete(channel, id);
      throw error;
    }
    return { id, count: userIds.length };
  }

  /** @throws NotFoundError, LineSaidNo */
  async delete(botId: string, channelId: string, id: number): Promise<void> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, channelId);
    answerOf(await gateway.audiences.delete(channel, id));
  }

  private async withTag(botId: string, channelId: string, tag: string): Promise<string[]> {
    const { rows } = await this.database.pg.query<{ line_user_id: string }>(
      'channelcare.withTag',
      'SELECT line_user_id FROM contact WHERE bot_id = $1 AND channel_id = $2 AND tags @> ARRAY[$3] AND is_friend ORDER BY id LIMIT $4',
      [botId, channelId, tag, IDS_MAX],
    );
    return rows.map((row) => row.line_user_id).filter((id) => USER_ID.test(id));
  }
}

function chunksOf<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
