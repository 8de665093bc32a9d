import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../../api/call';
import { useFormat } from '../../../i18n/useFormat';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { DayChart } from '../../insight/DayChart';
import games from '../games.module.css';
import { Numbers } from '../shared/Numbers';
import type { VoucherDetail } from './voucherQueries';

/** How many were given, redeemed and lost to time; day by day, and where. */
export function VoucherNumbers({ botId, voucher }: { botId: string; voucher: VoucherDetail }) {
  const { t } = useTranslation(['vouchers', 'games']);
  const format = useFormat();
  const { counts, days, redeemedAt } = voucher;
  return (
    <Card
      title={t('numbers.title')}
      aside={
        counts.issued > 0 && (
          <Button component="a" size="xs" variant="default" href={apiUrl('/bots/:botId/vouchers/:voucherId/export', { params: { botId, voucherId: voucher.id } })} download>
            {t('games:results.csv')}
          </Button>
        )
      }
    >
      <Numbers
        items={[
          { name: t('numbers.issued'), value: counts.issued },
          { name: t('numbers.redeemed'), value: counts.redeemed },
          { name: t('numbers.open'), value: counts.open },
          { name: t('numbers.expired'), value: counts.expired },
          { name: t('numbers.left'), value: voucher.left ?? undefined },
        ]}
      />
      {days.length > 1 && <DayChart days={days.map(({ day }) => day)} series={(['issued', 'redeemed', 'expired'] as const).map((which) => ({ name: t(`numbers.${which}`), values: days.map((day) => day[which]) }))} />}
      {redeemedAt.length > 0 && (
        <>
          <h3 className={games.inner}>{t('numbers.where')}</h3>
          <table className={games.table}>
            <tbody>
              {redeemedAt.map(({ by, shop, count }) => (
                <tr key={`${by}-${shop ?? ''}`}>
                  <th scope="row">{shop ?? t(`by.${by}`)}</th>
                  <td>{format.number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {voucher.state === 'stopped' && counts.open > 0 && <p className={games.note}>{t('keeps', { count: counts.open })}</p>}
      {voucher.rewardOf.length > 0 && <p className={games.note}>{t('rewardOf', { names: voucher.rewardOf.map(({ name }) => name).join(', ') })}</p>}
    </Card>
  );
}
