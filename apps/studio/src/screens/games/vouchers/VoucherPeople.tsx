import type { IssuedVoucher, VoucherState } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { NativeSelect } from '../../../ui/NativeSelect';
import { StateBadge, type Tone } from '../../../ui/StateBadge';
import games from '../games.module.css';
import { PeopleTable } from '../shared/PeopleTable';
import { GiveDialog } from './GiveDialog';
import { type VoucherDetail, voucherKeys } from './voucherQueries';

const TONES: Record<VoucherState, Tone> = { issued: 'info', redeemed: 'good', expired: 'plain' };

/** Who has one, and what became of it. */
export function VoucherPeople({ botId, voucher }: { botId: string; voucher: VoucherDetail }) {
  const { t } = useTranslation(['vouchers', 'games']);
  const format = useFormat();
  const [isGiving, setGiving] = useState(false);
  const [state, setState] = useState<VoucherState | ''>('');
  const { issued, redeemed } = voucher.counts;
  // It ends with the midnight after its last day.
  const lastDay = (expiresAt: string) => format.date(Date.parse(expiresAt) - 1);
  return (
    <Card
      title={t('people.title')}
      aside={
        <div className={games.asides}>
          <NativeSelect aria-label={t('people.show')} value={state} data={[{ value: '', label: t('people.all') }, ...(['issued', 'redeemed', 'expired'] as const).map((value) => ({ value, label: t(`one.${value}`) }))]} onChange={(event) => setState(event.currentTarget.value as VoucherState | '')} />
          {voucher.state === 'open' && (
            <Button variant="default" onClick={() => setGiving(true)}>
              {t('give.open')}
            </Button>
          )}
        </div>
      }
    >
      <PeopleTable<IssuedVoucher>
        botId={botId}
        queryKey={[...voucherKeys.issued(botId, voucher.id, state), issued, redeemed]}
        page={(cursor, signal) => call('GET /bots/:botId/vouchers/:voucherId/issued', { params: { botId, voucherId: voucher.id }, query: { ...(state && { state }), cursor, limit: 50 } }, { signal })}
        rowId={({ id }) => id}
        label={t('people.title')}
        nobody={t('people.nobody')}
        columns={[
          { name: t('people.code'), cell: ({ code }) => <code>{code}</code> },
          { name: t('people.state'), cell: (one) => <StateBadge tone={TONES[one.state]}>{t(`one.${one.state}`)}</StateBadge> },
          { name: t('people.issuedAt'), cell: ({ issuedAt }) => format.dateTime(issuedAt) },
          { name: t('people.ends'), cell: ({ redeemedAt, expiresAt }) => (redeemedAt ? format.dateTime(redeemedAt) : expiresAt ? lastDay(expiresAt) : '–') },
        ]}
      />
      {isGiving && <GiveDialog botId={botId} voucherId={voucher.id} onClose={() => setGiving(false)} />}
    </Card>
  );
}
