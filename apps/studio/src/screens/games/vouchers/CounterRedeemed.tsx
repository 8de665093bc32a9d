import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { SkeletonList } from '../../../ui/Skeleton';
import { toast } from '../../../ui/toast';
import forms from '../../settings/forms.module.css';
import games from '../games.module.css';
import { redeemedQuery, voucherKeys } from './voucherQueries';

/** What was redeemed last, each with the way back while there is one. */
export function CounterRedeemed({ botId }: { botId: string }) {
  const { t } = useTranslation(['vouchers', 'common', 'games']);
  const client = useQueryClient();
  const format = useFormat();
  const redeemed = useQuery(redeemedQuery(botId));
  const [busy, setBusy] = useState<string>();
  const undo = async (issuedId: string) => {
    setBusy(issuedId);
    try {
      await call('POST /bots/:botId/voucher-counter/undo', { params: { botId }, body: { issuedId } });
      toast(t('counter.undone'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setBusy(undefined);
      void client.invalidateQueries({ queryKey: voucherKeys.redeemed(botId) });
      void client.invalidateQueries({ queryKey: voucherKeys.list(botId) });
    }
  };
  const items = redeemed.data?.items;
  return (
    <Card title={t('counter.last')}>
      {!items ? (
        <SkeletonList count={2} height={56} />
      ) : items.length === 0 ? (
        <p className={games.note}>{t('counter.none')}</p>
      ) : (
        <ul className={forms.rows}>
          {items.slice(0, 20).map((one) => (
            <li key={one.id}>
              <div className={forms.rowWords}>
                <div className={forms.rowTitle}>
                  {one.title} · {one.displayName ?? t('games:people.nameless')}
                </div>
                <div className={forms.rowText}>
                  <code>{one.code}</code>
                  {one.redeemedAt && ` · ${format.dateTime(one.redeemedAt)}`} · {one.shop ?? t(`by.${one.redeemedBy ?? 'team'}`)}
                </div>
              </div>
              {one.undoUntil && (
                <Button variant="default" loading={busy === one.id} aria-label={t('counter.undoNamed', { code: one.code })} onClick={() => void undo(one.id)}>
                  {t('counter.undo')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
