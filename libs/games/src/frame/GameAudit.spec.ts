import { ManualClock, type Transaction } from '@chatloom/platform';
import { GameAudit, type GameAuditEntry } from './GameAudit';
import { RulesFixedError } from './RulesFixedError';

const ann = { botId: 'b', conversationId: 'v1', contactId: 'ann' };
const bob = { botId: 'b', conversationId: 'v2', contactId: 'bob' };
const game = { kind: 'poll', gameId: 'g' } as const;
const host = { botId: 'b', personId: 'p', ip: '::1', kind: 'draw', gameId: 'd' } as const;

function auditing() {
  const lines: GameAuditEntry[] = [];
  const clock = new ManualClock();
  const record = async (entry: GameAuditEntry) => void lines.push(entry);
  const recordAll = async (entries: readonly GameAuditEntry[]) => void lines.push(...entries);
  const audit = new GameAudit({ record, recordAll, ofGame: async () => [] }, clock, undefined as never);
  /** A transaction in which this is done, and which is committed or rolled back. */
  const transaction = async (work: (tx: Transaction) => void, ends: 'commit' | 'rollback' = 'commit') => {
    const lasts: (() => Promise<void>)[] = [];
    work({ beforeCommit: (last: () => Promise<void>) => void lasts.push(last) } as unknown as Transaction);
    if (ends === 'commit') for (const last of lasts) await last();
  };
  return { audit, clock, lines, transaction, reasons: () => lines.map(({ details }) => [details['contactId'], details['why']]) };
}

describe('the record of games', () => {
  it('has a line for each person and reason, however often they tap, and another one a minute later', async () => {
    const { audit, clock, transaction, reasons } = auditing();
    await transaction((tx) => {
      for (let n = 0; n < 3; n += 1) audit.refused(tx, ann, 'closed', game);
      audit.refused(tx, bob, 'closed', game);
      audit.refused(tx, ann, 'forged', game);
    });
    await transaction((tx) => audit.refused(tx, ann, 'closed', game));
    expect(reasons()).toEqual([['ann', 'closed'], ['bob', 'closed'], ['ann', 'forged']]);
    clock.advance(60_000);
    await transaction((tx) => audit.refused(tx, ann, 'closed', game));
    expect(reasons()).toHaveLength(4);
  });

  it('forgets what a transaction refused that never happened', async () => {
    const { audit, transaction, reasons } = auditing();
    await transaction((tx) => audit.refused(tx, ann, 'closed', game), 'rollback');
    expect(reasons()).toEqual([]);
    await transaction((tx) => audit.refused(tx, ann, 'closed', game));
    expect(reasons()).toEqual([['ann', 'closed']]);
  });

  it('remembers that somebody wanted other rules than those people play by, and nothing of other mistakes', async () => {
    const { audit, lines } = auditing();
    await expect(audit.changing(host, () => Promise.reject(new RulesFixedError('Copy it.')))).rejects.toThrow('Copy it.');
    await expect(audit.changing(host, () => Promise.reject(new Error('Away.')))).rejects.toThrow('Away.');
    expect(await audit.changing(host, async () => 'done')).toBe('done');
    expect(lines).toEqual([{ action: 'game.refused', botId: 'b', personId: 'p', ip: '::1', details: { why: 'rulesFixed', kind: 'draw', gameId: 'd' } }]);
  });
});
