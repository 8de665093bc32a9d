import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { useGameActions } from '../shared/useGameActions';
import { type VoucherDetail, type VoucherDocument, voucherKeys } from './voucherQueries';

/** What can be done with a voucher besides changing it. */
export function useVoucherActions(botId: string, voucherId: string) {
  const { t } = useTranslation('games');
  const navigate = useNavigate();
  const { isBusy, attempt, forget } = useGameActions<VoucherDetail>({ list: voucherKeys.list(botId), one: voucherKeys.one(botId, voucherId) });
  const params = { botId, voucherId };
  return {
    isBusy,
    open: () => attempt(() => call('POST /bots/:botId/vouchers/:voucherId/open', { params })),
    stop: () => attempt(() => call('POST /bots/:botId/vouchers/:voucherId/stop', { params })),
    /** A draft of its own, with this game's rules or with those of `document`. */
    copy: (name: string, document?: VoucherDocument) =>
      attempt(async () => {
        const body = { name: t('copyName', { name }).slice(0, 120) };
        const made = document ? await call('POST /bots/:botId/vouchers', { params: { botId }, body: { ...body, document } }) : await call('POST /bots/:botId/vouchers/:voucherId/copy', { params, body });
        await navigate({ to: '/b/$botId/games/vouchers/$voucherId', params: { botId, voucherId: made.id } });
      }),
    remove: () =>
      attempt(async () => {
        await call('DELETE /bots/:botId/vouchers/:voucherId', { params });
        await navigate({ to: '/b/$botId/games/vouchers', params: { botId } });
        forget();
      }),
  };
}
