import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import type { BingoDetail } from './bingoQueries';
import games from '../games.module.css';

/** Who has won what, the latest first. */
export function BingoWinners({ botId, game }: { botId: string; game: BingoDetail }) {
  const { t } = useTranslation(['bingo', 'games']);
  const format = useFormat();
  const { winners } = game.host;
  const prizeName = (prizeId: string) => game.document.prizes.find(({ id }) => id === prizeId)?.name ?? prizeId;
  return (
    <Card
      title={t('winners.title')}
      aside={
        winners.length > 0 && (
          <Button component="a" variant="default" href={`/api/v1/bots/${botId}/bingo/${game.id}/export`} download>
            {t('games:results.csv')}
          </Button>
        )
      }
    >
      {winners.length === 0 ? (
        <p>{t('winners.none')}</p>
      ) : (
        <table className={games.table}>
          <thead>
            <tr>
              <th scope="col">{t('winners.person')}</th>
              <th scope="col">{t('winners.prize')}</th>
              <th scope="col">{t('winners.at')}</th>
            </tr>
          </thead>
          <tbody>
            {winners.map(({ contactId, displayName, prizeId, place, round, at }) => (
              <tr key={`${round}-${prizeId}-${place}`}>
                <th scope="row">
                  <Link to="/b/$botId/people/$contactId" params={{ botId, contactId }} className={games.link}>
                    {displayName ?? t('nameless')}
                  </Link>
                </th>
                <td>
                  {prizeName(prizeId)} · {place}
                </td>
                <td>{format.time(at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
