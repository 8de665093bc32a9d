import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ContactMessage } from '@chatloom/contract';
import { Fragment, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { MessageBody } from '../../phone/messages/MessageBody';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { contactMessagesQuery, turnQuery } from './contactQueries';
import { inputWords } from './inputWords';
import { TurnWhy } from './TurnWhy';
import styles from './Conversation.module.css';

/** A conversation going on is followed without a reload. */
const LOOK_AGAIN_MS = 4_000;
const nothing = () => {};
/** What a person did without words, as an input of the engine would say it. */
const INPUTS = { tap: { type: 'postbackReceived' }, friendAdded: { type: 'friendAdded' }, friendRemoved: { type: 'friendRemoved' }, message: {} } as const;

/** What was said, both ways, as a chat that ends with the newest; below what belongs to one turn, why the bot did what it did. */
export function Conversation({ botId, contactId, conversationId }: { botId: string; contactId: string; conversationId: string }) {
  const { t } = useTranslation(['people', 'common']);
  const format = useFormat();
  const messages = useInfiniteQuery({ ...contactMessagesQuery(botId, contactId), refetchInterval: whileFine(LOOK_AGAIN_MS) });
  const shown = messages.data?.pages.flatMap(({ items }) => items).toReversed();
  const log = useRef<HTMLDivElement>(null);
  const seen = useRef<{ first?: string | undefined; last?: string | undefined; height: number }>({ height: 0 });
  const first = shown?.[0]?.id;
  const last = shown?.at(-1)?.id;
  // New messages pull the view down; older ones put in above must not move what somebody is reading.
  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    if (last !== seen.current.last) box.scrollTop = box.scrollHeight;
    else if (first !== seen.current.first) box.scrollTop += box.scrollHeight - seen.current.height;
    seen.current = { first, last, height: box.scrollHeight };
  }, [first, last]);

  if (messages.error) return <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />;
  if (!shown) return <SkeletonList count={4} height={96} />;
  if (shown.length === 0 && !messages.hasNextPage) return <p>{t('history.none')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={log} className={styles.log} role="log" aria-label={t('history.title')} tabIndex={0}>
      {messages.hasNextPage && (
        <Button variant="default" size="xs" className={styles.older} loading={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
          {t('history.older')}
        </Button>
      )}
      <ol className={styles.turns}>
        {shown.map((message, index) => {
          const day = format.date(message.at);
          const newDay = index === 0 || format.date(shown[index - 1]!.at) !== day;
          const endsTurn = message.turnId !== null && shown[index + 1]?.turnId !== message.turnId;
          return (
            <Fragment key={message.id}>
              {newDay && <li className={styles.day}>{day}</li>}
              <li className={styles.turn}>
                {message.from === 'person' ? <Heard botId={botId} message={message} /> : <Said message={message} />}
                {endsTurn && <Why botId={botId} conversationId={conversationId} turnId={message.turnId!} />}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

function Heard({ botId, message }: { botId: string; message: ContactMessage }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const at = <time dateTime={message.at}>{format.time(message.at)}</time>;
  const said = message.kind === 'message' ? message.messages[0] : undefined;
  if (!said || said['unsent'] === true)
    return (
      <p className={styles.event}>
        {inputWords(said ? { type: 'messageReceived', message: said } : INPUTS[message.kind], t as never)} · {at}
      </p>
    );
  const address = message.mediaId === null ? undefined : apiUrl('/bots/:botId/media/:mediaId', { params: { botId, mediaId: message.mediaId } });
  return (
    <div className={styles.theirs}>
      <MessageBody message={said} mine={false} onAction={nothing} contentAddress={address} />
      <span className={styles.meta}>
        {at}
        {address && (
          <a href={address} target="_blank" rel="noreferrer" className={styles.open}>
            {t('profile.openMedia')}
          </a>
        )}
      </span>
    </div>
  );
}

function Said({ message }: { message: ContactMessage }) {
  const { t } = useTranslation(['people', 'contacts']);
  const format = useFormat();
  const { delivery } = message;
  return (
    <div className={styles.ours}>
      {message.messages.map((body, index) => (
        <MessageBody key={index} message={body} mine onAction={nothing} />
      ))}
      <span className={styles.meta}>
        <time dateTime={message.at}>{format.time(message.at)}</time>
        {delivery?.by === 'push' && <span className={styles.paid}>{t('delivery.byPush')}</span>}
        {delivery?.by === 'campaign' && <span className={styles.paid}>{t('contacts:byCampaign')}</span>}
        {delivery && (delivery.state === 'sent' ? <span>{t('delivery.sent')}</span> : <span className={styles.bad}>{t(`delivery.${delivery.state}`)}</span>)}
      </span>
      {delivery?.error && <span className={styles.bad}>{t('delivery.reason', { message: delivery.error })}</span>}
    </div>
  );
}

/** The reasons behind a turn, asked for when somebody wants to know. */
function Why({ botId, conversationId, turnId }: { botId: string; conversationId: string; turnId: string }) {
  const { t } = useTranslation('people');
  const [wanted, setWanted] = useState(false);
  const turn = useQuery({ ...turnQuery(botId, conversationId, turnId), enabled: wanted });
  return (
    <details className={styles.why} onToggle={(event) => event.currentTarget.open && setWanted(true)}>
      <summary>{t('history.why')}</summary>
      {wanted && (
        <div className={styles.reasons}>
          {turn.error ? <ErrorState error={turn.error} onRetry={() => void turn.refetch()} /> : turn.data ? <TurnWhy botId={botId} turn={turn.data} open /> : <SkeletonList count={1} height={40} />}
        </div>
      )}
    </details>
  );
}
