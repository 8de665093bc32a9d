import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { usePhoneShown } from '../../shell/phoneShown';
import { Button } from '../../ui/Button';
import { inputWords } from '../people/inputWords';
import styles from './LatestTurns.module.css';

type Contact = RouteOutput<'GET /bots/:botId/contacts'>['items'][number];

/** The people seen last, each with the last thing that happened to them. */
export function LatestTurns({ botId, people }: { botId: string; people: Contact[] }) {
  const { t } = useTranslation(['home', 'people']);
  const format = useFormat();
  const { show } = usePhoneShown();
  const latest = useQueries({
    queries: people.map(({ conversationId, lastSeenAt }) => ({
      // A person seen again has a newer turn.
      queryKey: [...keys.turns(botId, conversationId ?? ''), 'latest', lastSeenAt],
      placeholderData: keepPreviousData,
      queryFn: () => call('GET /bots/:botId/conversations/:conversationId/turns', { params: { botId, conversationId: conversationId! }, query: { limit: 1 } }),
      enabled: conversationId !== null,
    })),
  });
  if (people.length === 0)
    return (
      <div className={styles.none}>
        <p>{t('latest.none')}</p>
        <Button variant="default" onClick={() => show(true)}>
          {t('latest.noneAction')}
        </Button>
      </div>
    );
  return (
    <>
      <ul className={styles.list}>
        {people.map((person, index) => {
          const turn = latest[index]?.data?.items[0];
          return (
            <li key={person.id}>
              <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.id }} className={styles.person}>
                <span className={styles.name}>{person.displayName ?? t('latest.unnamed')}</span>
                <span className={styles.words}>{turn ? inputWords(turn.input, t) : ''}</span>
                {person.lastSeenAt && <time dateTime={person.lastSeenAt}>{format.ago(person.lastSeenAt)}</time>}
              </Link>
            </li>
          );
        })}
      </ul>
      <Link to="/b/$botId/people" params={{ botId }}>
        {t('latest.all')}
      </Link>
    </>
  );
}
