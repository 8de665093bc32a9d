import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { turnsQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { MessageBody } from '../../phone/messages/MessageBody';
import { Button } from '../../ui/Button';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { inputWords } from './inputWords';
import { TurnWhy } from './TurnWhy';
import styles from './Conversation.module.css';

type Turn = RouteOutput<'GET /bots/:botId/conversations/:conversationId/turns'>['items'][number];
type Loose = { [field: string]: unknown };

/** A conversation going on is followed without a reload. */
const LOOK_AGAIN_MS = 4_000;
const nothing = () => {};

/** What was said, both ways, as a chat that ends with the newest; below each turn why the bot did what it did. */
export function Conversation({ botId, conversationId }: { botId: string; conversationId: string }) {
  const { t } = useTranslation(['people', 'common']);
  const format = useFormat();
  const turns = useInfiniteQuery({ ...turnsQuery(botId, conversationId), refetchInterval: whileFine(LOOK_AGAIN_MS) });
  const shown = turns.data?.pages.flatMap(({ items }) => items).toReversed();
  const log = useRef<HTMLDivElement>(null);
  const seen = useRef<{ first?: string | undefined; last?: string | undefined; height: number }>({ height: 0 });
  const first = shown?.[0]?.id;
  const last = shown?.at(-1)?.id;
  // New turns pull the view down; older ones put in above must not move what somebody is reading.
  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    if (last !== seen.current.last) box.scrollTop = box.scrollHeight;
    else if (first !== seen.current.first) box.scrollTop += box.scrollHeight - seen.current.height;
    seen.current = { first, last, height: box.scrollHeight };
  }, [first, last]);

  if (turns.error) return <ErrorState error={turns.error} onRetry={() => void turns.refetch()} />;
  if (!shown) return <SkeletonList count={4} height={96} />;
  if (shown.length === 0) return <p>{t('history.none')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={log} className={styles.log} role="log" aria-label={t('history.title')} tabIndex={0}>
      {turns.hasNextPage && (
        <Button variant="default" size="xs" className={styles.older} loading={turns.isFetchingNextPage} onClick={() => void turns.fetchNextPage()}>
          {t('history.older')}
        </Button>
      )}
      <ol className={styles.turns}>
        {shown.map((turn, index) => {
          const day = format.date(turn.at);
          const newDay = index === 0 || format.date(shown[index - 1]!.at) !== day;
          return (
            <Fragment key={turn.id}>
              {newDay && <li className={styles.day}>{day}</li>}
              <li className={styles.turn}>
                <TurnBubbles botId={botId} turn={turn} />
              </li>
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

function TurnBubbles({ botId, turn }: { botId: string; turn: Turn }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const said = saidIn(turn.input);
  return (
    <>
      {said ? (
        <div className={styles.theirs}>
          <MessageBody message={said} mine={false} onAction={nothing} />
          <span className={styles.meta}>
            <time dateTime={turn.at}>{format.time(turn.at)}</time>
          </span>
        </div>
      ) : (
        <p className={styles.event}>
          {inputWords(turn.input, t as never)} · <time dateTime={turn.at}>{format.time(turn.at)}</time>
        </p>
      )}
      {turn.messages.map((sent) => (
        <div key={sent.id} className={styles.ours}>
          {sent.messages.map((message, index) => (
            <MessageBody key={index} message={message} mine onAction={nothing} />
          ))}
          <span className={styles.meta}>
            {sent.sentAt && <time dateTime={sent.sentAt}>{format.time(sent.sentAt)}</time>}
            {sent.by === 'push' && <span className={styles.paid}>{t('delivery.byPush')}</span>}
            {sent.state === 'sent' ? <span>{t('delivery.sent')}</span> : <span className={styles.bad}>{t(`delivery.${sent.state}`)}</span>}
          </span>
          {sent.error && (
            <span className={styles.bad}>{t('delivery.reason', { message: [sent.error.message, ...sent.error.details.map(({ message, property }) => (property ? `${property}: ${message}` : message))].join(' ') })}</span>
          )}
        </div>
      ))}
      <details className={styles.why}>
        <summary>{t('history.why')}</summary>
        <div className={styles.reasons}>
          <TurnWhy botId={botId} turn={turn} />
        </div>
      </details>
    </>
  );
}

/** The message a person sent, when the input is one and was not taken back. */
function saidIn(input: Loose): Loose | undefined {
  if (input['type'] !== 'messageReceived') return undefined;
  const message = input['message'];
  if (typeof message !== 'object' || message === null || (message as Loose)['unsent'] === true) return undefined;
  return message as Loose;
}
