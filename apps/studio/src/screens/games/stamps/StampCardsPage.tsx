import { IconRubberStamp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import styles from '../games.module.css';
import { GameList } from '../shared/GameList';
import { GIVING_TONES } from '../shared/givingTone';
import { useGameActions } from '../shared/useGameActions';
import { stampCardsQuery, stampKeys } from './stampQueries';

const route = getRouteApi('/b/$botId/games/stamps');

/** All stamp cards of the bot. */
export default function StampCardsPage() {
  const { t } = useTranslation(['stamps', 'vouchers']);
  const { botId } = route.useParams();
  const format = useFormat();
  const navigate = useNavigate();
  const cards = useQuery(stampCardsQuery(botId));
  const { attempt, isBusy } = useGameActions({ list: stampKeys.list(botId) });
  const create = () =>
    attempt(async () => {
      const { id } = await call('POST /bots/:botId/stamp-cards', { params: { botId }, body: { name: t('example.name'), document: { title: t('example.title'), stamps: 10, icon: 'cup', rewardText: t('example.reward') } } });
      await navigate({ to: '/b/$botId/games/stamps/$cardId', params: { botId, cardId: id } });
    });
  return (
    <GameList
      query={cards}
      title={t('list.title')}
      create={{ label: t('list.new'), isBusy, onClick: () => void create() }}
      empty={{ icon: <IconRubberStamp size={24} />, title: t('list.empty.title'), text: t('list.empty.text') }}
      line={(card) => ({
        id: card.id,
        link: (
          <Link to="/b/$botId/games/stamps/$cardId" params={{ botId, cardId: card.id }} className={styles.link}>
            {card.name}
          </Link>
        ),
        tone: GIVING_TONES[card.state],
        state: t(`vouchers:state.${card.state}`),
        facts: [
          t('fields', { count: card.stamps }),
          t('people', { count: card.counts.people, number: format.number(card.counts.people) }),
          card.counts.full > 0 && t('full', { count: card.counts.full, number: format.number(card.counts.full) }),
        ],
      })}
    />
  );
}
