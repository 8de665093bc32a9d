import { IconDiscount } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Stack } from '../../../ui/Stack';
import styles from '../games.module.css';
import { GameList } from '../shared/GameList';
import { GIVING_TONES } from '../shared/givingTone';
import { useGameActions } from '../shared/useGameActions';
import { CounterLinks } from './CounterLinks';
import { voucherKeys, vouchersQuery } from './voucherQueries';

const route = getRouteApi('/b/$botId/games/vouchers');

/** All coupons of the bot's own, and the way to the counter where they are redeemed. */
export default function VouchersPage() {
  const { t } = useTranslation('vouchers');
  const { botId } = route.useParams();
  const format = useFormat();
  const navigate = useNavigate();
  const vouchers = useQuery(vouchersQuery(botId));
  const { attempt, isBusy } = useGameActions({ list: voucherKeys.list(botId) });
  const create = () =>
    attempt(async () => {
      const { id } = await call('POST /bots/:botId/vouchers', { params: { botId }, body: { name: t('example.name'), document: { title: t('example.title'), value: t('example.value'), expiry: { by: 'days', days: 30 } } } });
      await navigate({ to: '/b/$botId/games/vouchers/$voucherId', params: { botId, voucherId: id } });
    });
  return (
    <Stack>
      <CounterLinks botId={botId} />
      <GameList
        query={vouchers}
        title={t('list.title')}
        create={{ label: t('list.new'), isBusy, onClick: () => void create() }}
        empty={{ icon: <IconDiscount size={24} />, title: t('list.empty.title'), text: t('list.empty.text') }}
        line={(voucher) => ({
          id: voucher.id,
          link: (
            <Link to="/b/$botId/games/vouchers/$voucherId" params={{ botId, voucherId: voucher.id }} className={styles.link}>
              {voucher.name}
            </Link>
          ),
          tone: GIVING_TONES[voucher.state],
          state: t(`state.${voucher.state}`),
          facts: [
            t('issued', { count: voucher.counts.issued, number: format.number(voucher.counts.issued) }),
            voucher.counts.redeemed > 0 && t('redeemed', { count: voucher.counts.redeemed, number: format.number(voucher.counts.redeemed) }),
            voucher.stock !== null && t('ofStock', { count: voucher.stock, number: format.number(voucher.stock) }),
          ],
        })}
      />
    </Stack>
  );
}
