import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { couponsQuery, lineKeys } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { ThingsAtLine } from '../insight/ThingsAtLine';
import { useLineChannel } from '../insight/useLineChannel';
import { NewCoupon } from './NewCoupon';

const STATES = ['RUNNING', 'DRAFT', 'CLOSED'];

/** Coupons of the account: made, listed with the id a step needs, closed. */
export default function CouponsPage() {
  const { t } = useTranslation('insight');
  const { botId, channelId } = useLineChannel();
  const format = useFormat();
  return (
    <ThingsAtLine
      words={{
        title: t('coupons.title'),
        text: t('coupons.text'),
        make: t('coupons.new'),
        none: t('coupons.none'),
        end: t('coupons.close'),
        endSentence: ({ title }) => t('coupons.closeText', { title }),
        ended: ({ title }) => t('coupons.closed', { title }),
      }}
      things={useQuery(couponsQuery(botId, channelId))}
      queryKey={lineKeys.coupons(botId, channelId)}
      rowOf={({ id, title, status, startsAt, endsAt }) => ({
        id,
        name: title,
        state: { tone: status === 'RUNNING' ? 'good' : 'plain', words: STATES.includes(status) ? t(`coupons.status.${status}`) : status },
        details: (
          <>
            {startsAt && endsAt && `${format.date(startsAt)} – ${format.date(endsAt)} · `}
            {t('coupons.id')}: <code>{id}</code>
          </>
        ),
        canEnd: status !== 'CLOSED',
      })}
      onEnd={({ id }) => call('POST /bots/:botId/channels/:channelId/coupons/:couponId/close', { params: { botId, channelId, couponId: id } })}
      form={(onDone) => <NewCoupon botId={botId} channelId={channelId} onDone={onDone} />}
    />
  );
}
