import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import connect from '../../channels/ConnectPage.module.css';
import { backWords, GameFrame } from '../shared/GameFrame';
import { GIVING_TONES } from '../shared/givingTone';
import { Refusals } from '../shared/Refusals';
import { useVoucherActions } from './useVoucherActions';
import { VoucherForm } from './VoucherForm';
import { VoucherNumbers } from './VoucherNumbers';
import { VoucherPeople } from './VoucherPeople';
import { voucherQuery } from './voucherQueries';

const route = getRouteApi('/b/$botId/games/vouchers/$voucherId');
const LOOK_AGAIN_MS = 5_000;

/** One coupon of the bot's own: what it is, how many have it, and what became of them. */
export default function VoucherPage() {
  const { t } = useTranslation(['vouchers', 'games']);
  const { botId, voucherId } = route.useParams();
  const voucher = useQuery({ ...voucherQuery(botId, voucherId), refetchInterval: ({ state }) => (state.data?.state === 'open' ? LOOK_AGAIN_MS : false) });
  const { isBusy, open, stop, copy, remove } = useVoucherActions(botId, voucherId);
  return (
    <GameFrame
      query={voucher}
      back={
        <Link to="/b/$botId/games/vouchers" params={{ botId }} className={connect.back}>
          {backWords(t('back'))}
        </Link>
      }
      head={({ name, state, counts, rewardOf }) => ({
        title: name,
        state: t(`state.${state}`),
        tone: GIVING_TONES[state],
        isBusy,
        actions: [
          { id: 'copy', label: t('games:copy'), run: () => copy(name) },
          ...(state === 'open'
            ? [{ id: 'stop', label: t('stop.button'), confirm: { title: t('stop.title'), sentence: t('stop.sentence', { count: counts.open }) }, run: stop }]
            : counts.open > 0 || rewardOf.length > 0
              ? []
              : [{ id: 'delete', label: t('games:delete'), look: 'danger' as const, confirm: { title: t('remove.title'), sentence: t('remove.sentence', { count: counts.issued }) }, run: remove }]),
          ...(state === 'stopped' ? [{ id: 'open', label: t('openAgain'), look: 'primary' as const, run: open }] : []),
        ],
      })}
    >
      {(data) => (
        <>
          {data.state !== 'draft' && <VoucherNumbers botId={botId} voucher={data} />}
          {data.state !== 'draft' && <VoucherPeople botId={botId} voucher={data} />}
          <VoucherForm key={data.revision} botId={botId} voucher={data} onOpen={open} onCopy={copy} />
          {data.state !== 'draft' && <Refusals botId={botId} gameId={voucherId} />}
        </>
      )}
    </GameFrame>
  );
}
