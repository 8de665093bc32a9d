import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { Skeleton } from '../../ui/Skeleton';
import { priceQuery, type CampaignDetail, type CampaignPrice } from './campaignQueries';
import { useDuration } from './useDuration';
import styles from './campaigns.module.css';

const ReserveDialog = lazy(() => import('./ReserveDialog'));

/** What the saved design comes to: people, messages, what is left of the month, and whether it would be stopped. */
export function PriceCard({ botId, campaign }: { botId: string; campaign: Pick<CampaignDetail, 'id' | 'revision' | 'wayReason' | 'design'> }) {
  const { t } = useTranslation('campaigns');
  const [changing, setChanging] = useState(false);
  const price = useQuery({ ...priceQuery(botId, campaign.id, campaign.revision), placeholderData: keepPreviousData });
  return (
    <Card title={t('price.title')}>
      <div role="status" aria-busy={price.isFetching}>
        {price.error && !price.data ? <ErrorState error={price.error} onRetry={() => void price.refetch()} /> : price.data ? <PriceLines price={price.data} wayReason={campaign.wayReason} /> : <Skeleton height={96} radius={8} />}
      </div>
      {price.data && !price.data.isSimulator && (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setChanging(true)}>
          {t('reserve.open')}
        </Button>
      )}
      <Suspense>{changing && <ReserveDialog botId={botId} channelId={campaign.design.channelId} onClose={() => setChanging(false)} />}</Suspense>
    </Card>
  );
}

function PriceLines({ price, wayReason }: { price: CampaignPrice; wayReason: CampaignDetail['wayReason'] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const duration = useDuration();
  const { recipients, messages, leftOut, quotaLeft } = price;
  const lines: { text: string; tone?: 'danger' | 'warn' }[] = [];
  if (leftOut.noConsent > 0) lines.push({ text: t('price.noConsent', { count: leftOut.noConsent, number: format.number(leftOut.noConsent) }) });
  if (leftOut.blocked > 0) lines.push({ text: t('price.blocked', { count: leftOut.blocked, number: format.number(leftOut.blocked) }) });
  if (price.perRecipient > 1) lines.push({ text: t('price.perRecipient', { count: price.perRecipient }) });
  if (price.isSimulator) lines.push({ text: t('price.simulator') });
  else if (!price.quotaKnown) lines.push({ text: t('price.quotaUnknown') });
  else if (quotaLeft === null) lines.push({ text: t('price.unlimited') });
  else {
    lines.push({ text: t('price.left', { count: quotaLeft, number: format.number(quotaLeft) }) });
    if (price.reserve > 0) lines.push({ text: t('price.reserve', { count: price.reserve, number: format.number(price.reserve) }) });
  }
  if (price.isOverQuota) lines.push({ text: t('price.over'), tone: 'danger' });
  lines.push({ text: t(`ways.${price.way}`) }, { text: t(`wayReasons.${wayReason}`) });
  if (price.seconds !== null && price.seconds >= 10) lines.push({ text: t('price.takes', { time: duration(price.seconds) }) });
  return (
    <>
      <p className={styles.price}>{recipients === null ? t('price.peopleUnknown') : messages === null ? t('price.people', { count: recipients, number: format.number(recipients) }) : t('price.sentence', { count: recipients, people: format.number(recipients), messages: format.number(messages) })}</p>
      <ul className={styles.priceLines}>
        {lines.map(({ text, tone }) => (
          <li key={text} data-tone={tone}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
