import { IconArrowLeft, IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { useFormat } from '../../../i18n/useFormat';
import { PageHead } from '../../../shell/PageHead';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { ConfirmWithNumber } from '../../../ui/ConfirmWithNumber';
import { EmptyState } from '../../../ui/EmptyState';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import { StateBadge } from '../../../ui/StateBadge';
import { toast } from '../../../ui/toast';
import connect from '../../channels/ConnectPage.module.css';
import forms from '../../settings/forms.module.css';
import { ShopDialog } from './ShopDialog';
import { type Shop, shopsQuery, voucherKeys } from './voucherQueries';

const route = getRouteApi('/b/$botId/games/shops');

/** Places where staff redeem and stamp, each with a PIN that staff type on the customer's page. */
export default function ShopsPage() {
  const { t } = useTranslation(['vouchers', 'common', 'games']);
  const { botId } = route.useParams();
  const client = useQueryClient();
  const format = useFormat();
  const shops = useQuery(shopsQuery(botId));
  const [editing, setEditing] = useState<Shop | 'new'>();
  const [removing, setRemoving] = useState<Shop>();
  const items = shops.data?.items;
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
      {t('shops.new')}
    </Button>
  );
  const remove = async ({ id }: Shop) => {
    try {
      await call('DELETE /bots/:botId/shops/:shopId', { params: { botId, shopId: id } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: voucherKeys.shops(botId) });
  };
  return (
    <>
      <Link to="/b/$botId/games/vouchers" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead title={t('shops.title')} text={t('shops.text')} actions={items && items.length > 0 && create} />
      {shops.error ? (
        <ErrorState error={shops.error} onRetry={() => void shops.refetch()} />
      ) : !items ? (
        <SkeletonList count={2} height={64} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconBuildingStore size={24} />} title={t('shops.empty.title')} action={create}>
          {t('shops.empty.text')}
        </EmptyState>
      ) : (
        <Card>
          <ul className={forms.rows}>
            {items.map((shop) => (
              <li key={shop.id}>
                <div className={forms.rowWords}>
                  <div className={forms.rowTitle}>
                    {shop.name}
                    {!shop.isActive && <StateBadge tone="warn">{t('shops.off')}</StateBadge>}
                    <StateBadge tone={shop.hasPin ? 'good' : 'plain'}>{t(shop.hasPin ? 'shops.hasPin' : 'shops.noPin')}</StateBadge>
                  </div>
                  <div className={forms.rowText}>
                    {t('redeemed', { count: shop.redeemed, number: format.number(shop.redeemed) })} · {t('shops.stamps', { count: shop.stamps, number: format.number(shop.stamps) })}
                  </div>
                </div>
                <div className={forms.actions}>
                  <Button size="xs" variant="default" aria-label={t('shops.changeNamed', { name: shop.name })} onClick={() => setEditing(shop)}>
                    {t('shops.change')}
                  </Button>
                  <Button size="xs" variant="outline" color="red" aria-label={t('shops.deleteNamed', { name: shop.name })} onClick={() => setRemoving(shop)}>
                    {t('games:delete')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {editing && <ShopDialog botId={botId} shop={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      <ConfirmWithNumber
        opened={removing !== undefined}
        danger
        title={t('shops.deleteTitle', { name: removing?.name ?? '' })}
        sentence={t('shops.deleteText')}
        verb={t('games:delete')}
        onConfirm={() => (removing ? remove(removing) : Promise.resolve())}
        onClose={() => setRemoving(undefined)}
      />
    </>
  );
}
