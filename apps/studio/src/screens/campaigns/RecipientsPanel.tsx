import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import { whileFine } from '../../api/whileFine';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { TextInput } from '../../ui/TextInput';
import { recipientsQuery, type CampaignRecipient } from './campaignQueries';
import { recipientTone } from './stateTone';
import { useReasonWords } from './useReasonWords';
import { useBotTime } from './useBotTime';
import list from './list.module.css';
import styles from './run.module.css';

const STATES: CampaignRecipient['state'][] = ['waiting', 'held', 'sending', 'sent', 'failed', 'unknown', 'skipped'];
const LOOK_AGAIN_MS = 3_000;

/** The list that was written down when it began, with what became of each person. */
export function RecipientsPanel({ botId, campaignId, runId, isLive }: { botId: string; campaignId: string; runId: string; isLive: boolean }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const botTime = useBotTime(botId);
  const reasonWords = useReasonWords();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<CampaignRecipient['state'] | ''>('');
  const search = useDeferredValue(typed.trim());
  const people = useInfiniteQuery({ ...recipientsQuery(botId, campaignId, { runId, search, ...(state !== '' && { state }) }), refetchInterval: isLive ? whileFine(LOOK_AGAIN_MS) : false });
  const items = people.data?.pages.flatMap((page) => page.items);
  const note = (person: CampaignRecipient): string =>
    person.state === 'held' && person.heldUntil ? t('people.heldUntil', { time: botTime(person.heldUntil), reason: reasonWords(person.reason ?? 'quietHours') }) : person.reason ? reasonWords(person.reason, person.detail) : '';
  return (
    <Card
      title={t('run.tab.people')}
      aside={
        <Button component="a" variant="default" size="compact-sm" leftSection={<IconDownload size={16} aria-hidden />} href={apiUrl('/bots/:botId/campaigns/:campaignId/recipients.csv', { params: { botId, campaignId }, query: { runId } })} download>
          {t('report.csvPeople')}
        </Button>
      }
    >
      <div className={list.filters}>
        <TextInput type="search" className={list.search} aria-label={t('people.search')} placeholder={t('people.search')} leftSection={<IconSearch size={16} aria-hidden />} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <NativeSelect aria-label={t('list.state')} value={state} data={[{ value: '', label: t('list.anyState') }, ...STATES.map((value) => ({ value, label: t(`counts.${value}`) }))]} onChange={(event) => setState(event.currentTarget.value as CampaignRecipient['state'] | '')} />
      </div>
      {people.error ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      ) : !items ? (
        <SkeletonList count={5} height={40} />
      ) : items.length === 0 ? (
        <p>{t('people.none')}</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('run.tab.people')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('people.name')}</th>
                <th scope="col">{t('people.state')}</th>
                <th scope="col">{t('people.why')}</th>
                <th scope="col">{t('people.sentAt')}</th>
                <th scope="col">{t('people.clicked')}</th>
                <th scope="col">{t('people.replied')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((person) => (
                <tr key={`${person.lineUserId}`}>
                  <th scope="row">
                    {person.contactId ? (
                      <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.contactId }}>
                        {person.displayName ?? t('people.unnamed')}
                      </Link>
                    ) : (
                      (person.displayName ?? person.lineUserId)
                    )}
                    {person.variant && <span className={list.text}> · {person.variant}</span>}
                  </th>
                  <td>
                    <StateBadge tone={recipientTone(person.state)}>{t(`counts.${person.state}`)}</StateBadge>
                  </td>
                  <td>{note(person)}</td>
                  <td>{person.sentAt ? botTime(person.sentAt) : '–'}</td>
                  <td>{person.clickedAt ? botTime(person.clickedAt) : '–'}</td>
                  <td>{person.repliedAt ? botTime(person.repliedAt) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {people.hasNextPage && (
        <Button variant="default" mt="md" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </Card>
  );
}
