import { IconCheck, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Segment, SegmentItem, SegmentReason } from '@chatloom/contract';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactsQuery } from '../../api/queries';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { segmentExplanationQuery } from './segmentQueries';
import { reasonWords, ruleWords, type Voice } from './segmentWords';
import { useVoice } from './useVoice';
import styles from './ExplainPerson.module.css';

const SHOWN_PEOPLE = 6;

/** Search a person, see rule by rule why they are in or out. `segment` is null while a rule is unfinished. */
export function ExplainPerson({ botId, segment }: { botId: string; segment: Segment | null }) {
  const { t } = useTranslation('segments');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ id: string; name: string }>();
  const people = useInfiniteQuery(contactsQuery(botId, useDeferredValue(text.trim()))).data?.pages[0]?.items.slice(0, SHOWN_PEOPLE);
  return (
    <Card title={t('why.title')}>
      <p className={styles.text}>{t('why.text')}</p>
      <TextInput type="search" aria-label={t('why.search')} placeholder={t('why.search')} leftSection={<IconSearch size={16} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {people?.length === 0 && <p className={styles.text}>{t('why.nobody')}</p>}
      <ul className={styles.people}>
        {people?.map(({ id, displayName }) => {
          const name = displayName ?? t('unnamed');
          return (
            <li key={id}>
              <button type="button" aria-pressed={id === chosen?.id} onClick={() => setChosen({ id, name })}>
                {name}
              </button>
            </li>
          );
        })}
      </ul>
      {chosen && segment && <Explanation key={chosen.id} botId={botId} segment={segment} contactId={chosen.id} name={chosen.name} />}
    </Card>
  );
}

/** Why one person is in a segment or not. */
export function Explanation({ botId, segment, contactId, name }: { botId: string; segment: Segment; contactId: string; name: string }) {
  const { t } = useTranslation('segments');
  const voice = useVoice(botId, segment);
  const answer = useQuery(segmentExplanationQuery(botId, segment, contactId));
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <SkeletonList count={1} height={80} />;
  const { isIn, reason } = answer.data;
  return (
    <div className={styles.answer} aria-live="polite">
      <p className={styles.verdict} data-in={isIn || undefined}>
        {t(isIn ? 'why.in' : 'why.out', { name })}
      </p>
      <ul className={styles.reasons}>{(reason.items ?? []).map((inner) => <Reason key={inner.path.join('/')} reason={inner} segment={segment} voice={voice} />)}</ul>
    </div>
  );
}

function Reason({ reason, segment, voice }: { reason: SegmentReason; segment: Segment; voice: Voice }) {
  const { t } = voice;
  const item = itemAt(segment, reason.path);
  if (!item) return null;
  return (
    <li>
      <span className={styles.mark} data-met={reason.isMet || undefined}>
        {reason.isMet ? <IconCheck size={16} aria-label={t('why.met')} /> : <IconX size={16} aria-label={t('why.notMet')} />}
      </span>
      <div className={styles.words}>
        <div>{item.type === 'group' ? t(`group.${item.match}`) : ruleWords(item, voice)}</div>
        <div className={styles.text}>{reasonWords(reason, voice)}</div>
        {reason.items && <ul className={styles.reasons}>{reason.items.map((inner) => <Reason key={inner.path.join('/')} reason={inner} segment={segment} voice={voice} />)}</ul>}
      </div>
    </li>
  );
}

/** The rule or group a path of the server leads to. */
function itemAt(segment: Segment, path: readonly (string | number)[]): SegmentItem | undefined {
  let item: SegmentItem | undefined = segment;
  for (const step of path) {
    if (typeof step !== 'number') continue;
    item = item?.type === 'group' ? item.items[step] : undefined;
  }
  return item;
}
