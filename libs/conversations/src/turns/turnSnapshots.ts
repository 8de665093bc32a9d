import type { ContactSnapshot, ConversationState, Input } from '@chatloom/engine';
import type { Transaction } from '@chatloom/platform';

/** How things stood before a turn of the simulator channel, so that whoever tries a flow can take the turn back. */
export interface TurnSnapshot {
  turn_id: string;
  bot_id: string;
  conversation_id: string;
  state: ConversationState | null;
  contact: Pick<ContactSnapshot, 'id' | 'fields' | 'tags' | 'isFriend'> | null;
  /** The timer whose ringing the turn is about: its row is gone already. */
  fired: { wait_token: string; purpose: string } | null;
}

/** Steps back that are kept for each conversation. */
const KEPT = 50;

/** What of a timer's ringing has to be put back; null for all other inputs. */
export function firedTimer(input: Input): TurnSnapshot['fired'] {
  return input.type === 'timerFired' ? { wait_token: input.waitToken, purpose: input.purpose } : null;
}

/** Keeps them, with the timers that wait at this moment: call it before the turns themselves are written. Costs nothing where nobody tries anything. */
export async function writeSnapshots(tx: Transaction, snapshots: readonly TurnSnapshot[]): Promise<void> {
  if (snapshots.length === 0) return;
  await tx.query(
    'turns.snapshots',
    `WITH given AS (
       SELECT * FROM json_to_recordset($1::json) AS s(turn_id uuid, bot_id uuid, conversation_id uuid, state json, contact json, fired json)
     ), old AS (
       DELETE FROM turn_snapshot t USING (SELECT DISTINCT conversation_id FROM given) g
       WHERE t.conversation_id = g.conversation_id AND t.turn_id <= (SELECT turn_id FROM turn_snapshot WHERE conversation_id = g.conversation_id ORDER BY turn_id DESC OFFSET ${KEPT - 1} LIMIT 1)
     )
     INSERT INTO turn_snapshot (turn_id, bot_id, conversation_id, state, contact, fired, timers)
     SELECT turn_id, bot_id, conversation_id, state, contact, fired, coalesce((SELECT json_agg(t) FROM timer t WHERE t.conversation_id = given.conversation_id), '[]'::json) FROM given`,
    [JSON.stringify(snapshots)],
  );
}
