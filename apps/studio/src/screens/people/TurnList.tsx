import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { turnsQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { inputWords } from './inputWords';
import { messageWords } from './messageWords';
import { TurnWhy } from './TurnWhy';
import styles from './TurnList.module.css';

type Turn = RouteOutput<'GET /bots/:botId/conversations/:conversationId/turns'>['items'][number];
type Sent = Turn['messages'][number];

/** A conversation going on is followed without a reload. */
const LOOK_AGAIN_MS = 4_000;
const TONES: Record<Sent['state'], Tone> = { waiting: 'plain', sent: 'good', unknown: 'warn', dropped: 'warn', failed: 'danger' };

/** What happened to one person, newest first: the event, the path it took, the reasons, and how each message went. */
export function TurnList({ botId, conversationId, nameOf }: { botId: string; conversationId: string; /** In a group: who is behind LINE's user id. */ nameOf?: NameOf }) {
  const { t } = useTranslation(['people', 'common']);
  const turns = useInfiniteQuery({ ...turnsQuery(botId, conversationId), refetchInterval: whileFine(LOOK_AGAIN_MS) });
  const shown = turns.data?.pages.flatMap(({ items }) => items);
  if (turns.error) return <ErrorState error={turns.error} onRetry={() => void turns.refetch()} />;
  if (!shown) return <SkeletonList count={4} height={96} />;
  if (shown.length === 0) return <p>{t('history.none')}</p>;
  return (
    <>
      <ol className={styles.list} aria-label={t('history.list')}>
        {shown.map((turn) => (
          <TurnItem key={turn.id} botId={botId} turn={turn} {...(nameOf && { nameOf })} />
        ))}
      </ol>
      {turns.hasNextPage && (
        <Button variant="default" mt="md" loading={turns.isFetchingNextPage} onClick={() => void turns.fetchNextPage()}>
          {t('common:more')}
        </Button>
      )}
    </>
  );
}

type NameOf = (lineUserId: string) => string | undefined;

function TurnItem({ botId, turn, nameOf }: { botId: string; turn: Turn; nameOf?: NameOf }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const words = inputWords(turn.input, t as never);
  const name = typeof turn.input['from'] === 'string' ? nameOf?.(turn.input['from']) : undefined;
  return (
    <li className={styles.turn}>
      <div className={styles.head}>
        <span className={styles.what}>{name === undefined ? words : t('groups.who', { name, words })}</span>
        <time dateTime={turn.at} className={styles.time}>
          {format.dateTime(turn.at)}
        </time>
      </div>
      <TurnWhy botId={botId} turn={turn} />
      {turn.messages.length === 0 ? (
        <p className={styles.none}>{t('history.noAnswer')}</p>
      ) : (
        turn.messages.map((sent) => (
          <div key={sent.id} className={styles.sent}>
            <div className={styles.bubbles}>
              {sent.messages.map((message, index) => (
                <p key={index}>{messageWords(message, t as never)}</p>
              ))}
            </div>
            <div className={styles.delivery}>
              <StateBadge tone={TONES[sent.state]}>{t(`delivery.${sent.state}`)}</StateBadge>
              <StateBadge tone={sent.by === 'push' ? 'warn' : 'plain'}>{t(sent.by === 'push' ? 'delivery.byPush' : 'delivery.byReply')}</StateBadge>
            </div>
            {sent.error && <p className={styles.error}>{t('delivery.reason', { message: [sent.error.message, ...sent.error.details.map(({ message, property }) => (property ? `${property}: ${message}` : message))].join(' ') })}</p>}
          </div>
        ))
      )}
    </li>
  );
}
