import type { GameRefusal } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { keys } from '../../../api/queries';
import { useFormat } from '../../../i18n/useFormat';
import { Card } from '../../../ui/Card';
import games from '../games.module.css';
import { PeopleTable } from './PeopleTable';

/** What was refused in a game because something was wrong with it: dead and forged buttons, taps that came too late, things done twice. */
export function Refusals({ botId, gameId }: { botId: string; gameId: string }) {
  const { t } = useTranslation('games');
  const format = useFormat();
  return (
    <Card title={t('refused.title')}>
      <p className={games.note}>{t('refused.text')}</p>
      <PeopleTable<GameRefusal>
        botId={botId}
        queryKey={[...keys.bot(botId), 'refusals', gameId]}
        page={(cursor, signal) => call('GET /bots/:botId/games/:gameId/refusals', { params: { botId, gameId }, query: { cursor, limit: 20 } }, { signal })}
        rowId={({ id }) => id}
        label={t('refused.title')}
        nobody={t('refused.nothing')}
        stranger={({ by, displayName }) => (by === 'team' ? t('refused.team', { name: displayName ?? t('people.gone') }) : t('people.gone'))}
        columns={[
          { name: t('refused.why'), cell: ({ why }) => t(`refused.reasons.${why}`) },
          { name: t('refused.at'), cell: ({ at }) => format.dateTime(at) },
        ]}
      />
    </Card>
  );
}
