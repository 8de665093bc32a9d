import type { DrawDocument } from '@chatloom/contract';
import type { Sql } from '@chatloom/platform';

/** The tag that goes with a prize, or with the losers' prize (null). A raffle gives nothing before its winners are drawn. */
export function tagOf({ prizes, losersPrize, kind }: Pick<DrawDocument, 'prizes' | 'losersPrize' | 'kind'>, prizeId: string | null): string | null {
  if (prizeId === null) return kind === 'raffle' ? null : (losersPrize?.tag ?? null);
  return prizes.find(({ id }) => id === prizeId)?.tag ?? null;
}

/** Gives a tag outside of a turn; the table tells flows that listen to it. */
export async function tagWinners(tx: Sql, botId: string, contactIds: readonly string[], tag: string): Promise<void> {
  await tx.query('draws.tag', 'UPDATE contact SET tags = array_append(tags, $3) WHERE bot_id = $1 AND id = ANY($2::uuid[]) AND NOT tags @> ARRAY[$3]', [botId, contactIds, tag]);
}
