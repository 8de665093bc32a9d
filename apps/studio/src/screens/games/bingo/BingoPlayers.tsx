import type { BingoPlayer } from '@chatloom/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { PeopleDialog } from '../shared/PeopleDialog';
import { PeopleTable } from '../shared/PeopleTable';
import { type BingoDetail, bingoKeys } from './bingoQueries';

const AT_ONCE = 100;

/** Who plays and how far they are; the host can let people in whatever the rules of entry say. */
export function BingoPlayers({ botId, game }: { botId: string; game: BingoDetail }) {
  const { t } = useTranslation(['bingo', 'games']);
  const format = useFormat();
  const client = useQueryClient();
  const [isChoosing, setChoosing] = useState(false);
  const params = { botId, gameId: game.id };
  const hasCards = game.round > 0;
  return (
    <Card
      title={t('players.title')}
      aside={
        game.state !== 'ended' && (
          <Button size="xs" variant="default" onClick={() => setChoosing(true)}>
            {t('players.letIn')}
          </Button>
        )
      }
    >
      <PeopleTable<BingoPlayer>
        botId={botId}
        queryKey={bingoKeys.players(botId, game.id, game.players, game.round, game.calls)}
        page={(cursor, signal) => call('GET /bots/:botId/bingo/:gameId/players', { params, query: { cursor, limit: 20 } }, { signal })}
        rowId={({ contactId }) => contactId}
        label={t('players.title')}
        nobody={t('players.nobody')}
        columns={[
          ...(hasCards ? [{ name: t('players.marked'), cell: ({ marks }: BingoPlayer) => format.number(cellsIn(marks)) }, { name: t('players.missing'), cell: ({ missing, cells }: BingoPlayer) => (cells.length === 0 ? '–' : format.number(missing)) }] : []),
          { name: t('players.joinedAt'), cell: ({ joinedAt }) => format.dateTime(joinedAt) },
        ]}
      />
      {isChoosing && (
        <PeopleDialog
          botId={botId}
          title={t('players.letIn')}
          most={AT_ONCE}
          verb={t('players.letIn')}
          onDone={async (contactIds) => {
            const { joined } = await call('POST /bots/:botId/bingo/:gameId/players', { params, body: { contactIds } });
            void client.invalidateQueries({ queryKey: bingoKeys.one(botId, game.id) });
            return t('players.joined', { count: joined });
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}

/** How many cells a card has marked: one bit each. */
function cellsIn(marks: number): number {
  let count = 0;
  for (let bits = marks; bits > 0; bits >>>= 1) count += bits & 1;
  return count;
}
