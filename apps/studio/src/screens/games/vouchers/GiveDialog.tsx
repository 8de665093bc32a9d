import { VOUCHER } from '@chatloom/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { Switch } from '../../../ui/Switch';
import { PeopleDialog } from '../shared/PeopleDialog';
import { voucherKeys } from './voucherQueries';

/** Gives the coupon to people by name, with or without a message to them, whose price stands beside. */
export function GiveDialog({ botId, voucherId, onClose }: { botId: string; voucherId: string; onClose(): void }) {
  const { t } = useTranslation('vouchers');
  const client = useQueryClient();
  const [send, setSend] = useState(false);
  const give = async (contactIds: string[]) => {
    const { given, had, soldOut } = await call('POST /bots/:botId/vouchers/:voucherId/give', { params: { botId, voucherId }, body: { contactIds, send } });
    void client.invalidateQueries({ queryKey: voucherKeys.one(botId, voucherId) });
    return [t('give.given', { count: given }), had > 0 && t('give.had', { count: had }), soldOut > 0 && t('give.soldOut', { count: soldOut })].filter(Boolean).join(' ');
  };
  return (
    <PeopleDialog botId={botId} title={t('give.title')} most={VOUCHER.maxGivenAtOnce} verb={t('give.button')} onDone={give} onClose={onClose}>
      {(count) => <Switch label={t('give.send')} description={count > 0 && t('give.price', { count })} checked={send} onChange={(event) => setSend(event.currentTarget.checked)} />}
    </PeopleDialog>
  );
}
