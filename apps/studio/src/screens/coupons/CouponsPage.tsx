import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { couponsQuery, lineKeys } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { LineTrouble } from '../insight/LineTrouble';
import { useLineChannel } from '../insight/useLineChannel';
import { NewCoupon } from './NewCoupon';
import forms from '../settings/forms.module.css';
import styles from '../insight/insight.module.css';

type Coupon = RouteOutput<'GET /bots/:botId/channels/:channelId/coupons'>['items'][number];
const STATES = ['RUNNING', 'DRAFT', 'CLOSED'];

/** Coupons of the account: made, listed with the id a step needs, closed. */
export default function CouponsPage() {
  const { t } = useTranslation(['insight', 'common']);
  const { botId, channelId } = useLineChannel();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Coupon>();
  const coupons = useQuery(couponsQuery(botId, channelId));
  const close = async ({ id, title }: Coupon) => {
    try {
      await call('POST /bots/:botId/channels/:channelId/coupons/:couponId/close', { params: { botId, channelId, couponId: id } });
      toast(t('coupons.closed', { title }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: lineKeys.coupons(botId, channelId) });
  };
  const items = coupons.data?.items;
  return (
    <Stack>
      {making && <NewCoupon botId={botId} channelId={channelId} onDone={() => setMaking(false)} />}
      <Card title={t('coupons.title')} aside={!making && <Button size="xs" onClick={() => setMaking(true)}>{t('coupons.new')}</Button>}>
        <p className={styles.text}>{t('coupons.text')}</p>
        {coupons.error ? (
          <LineTrouble error={coupons.error} onRetry={() => void coupons.refetch()} />
        ) : !items ? (
          <SkeletonList count={2} height={56} />
        ) : items.length === 0 ? (
          <p className={styles.noAnswer}>{t('coupons.none')}</p>
        ) : (
          <ul className={forms.rows}>
            {items.map((coupon) => (
              <li key={coupon.id}>
                <div className={forms.rowWords}>
                  <div className={forms.rowTitle}>
                    {coupon.title}
                    <StateBadge tone={coupon.status === 'RUNNING' ? 'good' : 'plain'}>{STATES.includes(coupon.status) ? t(`coupons.status.${coupon.status}`) : coupon.status}</StateBadge>
                  </div>
                  <div className={forms.rowText}>
                    {coupon.startsAt && coupon.endsAt && `${format.date(coupon.startsAt)} – ${format.date(coupon.endsAt)} · `}
                    {t('coupons.id')}: <code>{coupon.id}</code>
                  </div>
                </div>
                {coupon.status !== 'CLOSED' && (
                  <Button variant="outline" color="red" size="xs" aria-label={`${t('coupons.close')}: ${coupon.title}`} onClick={() => setAsked(coupon)}>
                    {t('coupons.close')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <ConfirmWithNumber
        opened={asked !== undefined}
        title={t('coupons.close')}
        sentence={t('coupons.closeText', { title: asked?.title ?? '' })}
        verb={t('coupons.close')}
        danger
        onConfirm={() => (asked ? close(asked) : Promise.resolve())}
        onClose={() => setAsked(undefined)}
      />
    </Stack>
  );
}
