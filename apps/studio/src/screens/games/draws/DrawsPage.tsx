import { IconGift } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import styles from '../games.module.css';
import { GameList } from '../shared/GameList';
import { useGameActions } from '../shared/useGameActions';
import { drawKeys, drawsQuery } from './drawQueries';
import { DRAW_TONES } from './drawTone';

const route = getRouteApi('/b/$botId/games/draws');
/** People try their luck without anybody doing anything here. */
const LOOK_AGAIN_MS = 5_000;

/** All draws of the bot. */
export default function DrawsPage() {
  const { t } = useTranslation('draws');
  const { botId } = route.useParams();
  const format = useFormat();
  const navigate = useNavigate();
  const draws = useQuery({ ...drawsQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some((draw) => draw.state === 'open') ? LOOK_AGAIN_MS : false) });
  const { attempt, isBusy } = useGameActions({ list: drawKeys.list(botId) });
  const create = () =>
    attempt(async () => {
      const prizes = [
        { id: 'prize1', name: t('example.first'), stock: 5, odds: 5_000 },
        { id: 'prize2', name: t('example.second'), stock: 100, odds: 95_000 },
      ];
      const { id } = await call('POST /bots/:botId/draws', { params: { botId }, body: { name: t('example.name'), document: { title: t('example.title'), kind: 'instant', prizes } } });
      await navigate({ to: '/b/$botId/games/draws/$drawId', params: { botId, drawId: id } });
    });
  return (
    <GameList
      query={draws}
      title={t('list.title')}
      create={{ label: t('list.new'), isBusy, onClick: () => void create() }}
      empty={{ icon: <IconGift size={24} />, title: t('list.empty.title'), text: t('list.empty.text') }}
      line={(draw) => ({
        id: draw.id,
        link: (
          <Link to="/b/$botId/games/draws/$drawId" params={{ botId, drawId: draw.id }} className={styles.link}>
            {draw.name}
          </Link>
        ),
        tone: DRAW_TONES[draw.state],
        state: t(draw.isStopped ? 'state.stopped' : `state.${draw.state}`),
        facts: [
          t(`kinds.${draw.kind}`),
          draw.state !== 'draft' && t('people', { count: draw.people }),
          draw.state !== 'draft' && t('givenOf', { given: draw.given, stock: draw.stock }),
          draw.state === 'scheduled' && draw.opensAt && t('opensAt', { at: format.dateTime(draw.opensAt) }),
          draw.state === 'open' && draw.closesAt && t('closesAt', { at: format.dateTime(draw.closesAt) }),
          (draw.state === 'open' || draw.state === 'closed') && draw.drawAt && t('drawAt', { at: format.dateTime(draw.drawAt) }),
        ],
      })}
    />
  );
}
