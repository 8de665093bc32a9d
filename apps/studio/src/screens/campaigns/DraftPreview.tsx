import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactsQuery } from '../../api/queries';
import type { Block } from '../../blocks/blockModel';
import type { PreviewSituation } from '../../blocks/previewBlocks';
import { looseOf } from '../../phone/loose';
import { MessagesPhone } from '../../phone/MessagesPhone';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { Skeleton } from '../../ui/Skeleton';
import { previewQuery, type CampaignDetail } from './campaignQueries';
import styles from './campaigns.module.css';

const BlocksPhone = lazy(() => import('../../blocks/BlocksPhone'));
/** People offered to look through the eyes of. */
const OFFERED = 20;

/** What arrives: for a made-up person with every letter typed, or for somebody real with what is known about them, as it was saved last. */
export function DraftPreview({ botId, campaign, blocks, variant, situation, title }: { botId: string; campaign: Pick<CampaignDetail, 'id' | 'revision' | 'channelId'>; blocks: readonly Block[]; variant: string; situation: PreviewSituation; title: string }) {
  const { t } = useTranslation('campaigns');
  const [wanted, setWanted] = useState('');
  const people = (useInfiniteQuery(contactsQuery(botId, '')).data?.pages[0]?.items ?? []).filter(({ channelId, isFriend }) => channelId === campaign.channelId && isFriend).slice(0, OFFERED);
  // Of another account: nobody there.
  const person = people.some(({ id }) => id === wanted) ? wanted : '';
  const preview = useQuery({ ...previewQuery(botId, campaign.id, campaign.revision, variant, person), enabled: person !== '', placeholderData: keepPreviousData });
  return (
    <div className={styles.fields} style={{ gap: 8 }}>
      {people.length > 0 && (
        <NativeSelect
          label={t('preview.as')}
          value={person}
          data={[{ value: '', label: t('preview.sample') }, ...people.map(({ id, displayName }) => ({ value: id, label: displayName ?? t('people.unnamed') }))]}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {person === '' ? (
        <Suspense fallback={<Skeleton height={420} radius={24} />}>
          <BlocksPhone blocks={blocks} situation={situation} title={title} />
        </Suspense>
      ) : preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <MessagesPhone label={t('blocks.preview')} title={title} messages={preview.data.messages.map(looseOf)} unfinished={t('blocks.notYet')} nothing={t('preview.nothing')} />
      ) : (
        <Skeleton height={420} radius={24} />
      )}
    </div>
  );
}
