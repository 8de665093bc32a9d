import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { flowsQuery, turnsQuery } from '../../api/queries';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { traceLines } from '../../phone/traceWords';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { inputWords } from './inputWords';
import { messageWords } from './messageWords';
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
  const { t } = useTranslation(['people', 'trace', 'nodes']);
  const format = useFormat();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const steps = turn.path.filter(({ nodeId }, index) => nodeId !== turn.path[index - 1]?.nodeId);
  const reasons = turn.trace.filter(({ at }) => at !== 'entered' && at !== 'left' && at !== 'sent');
  const stepName = (flowId: string | undefined, nodeId: string) => {
    const type = flows?.find(({ id }) => id === flowId)?.picture.nodes.find(({ id }) => id === nodeId)?.type;
    return type ? t(`nodes:nodes.${type}.title`, { defaultValue: type }) : nodeId;
  };
  const words = inputWords(turn.input, t as never);
  const name = typeof turn.input['from'] === 'string' ? nameOf?.(turn.input['from']) : undefined;
  const lines = traceLines(reasons, {
    names: { node: stepName, flow: (flowId) => flows?.find(({ id }) => id === flowId)?.name ?? '' },
    time: (at) => format.dateTime(at),
    yesNo: (value) => t(value ? 'trace:yes' : 'trace:no'),
  });
  return (
    <li className={styles.turn}>
      <div className={styles.head}>
        <span className={styles.what}>{name === undefined ? words : t('groups.who', { name, words })}</span>
        <time dateTime={turn.at} className={styles.time}>
          {format.dateTime(turn.at)}
        </time>
      </div>
      {steps.length === 0 ? (
        <p className={styles.none}>{t('history.noPath')}</p>
      ) : (
        <div className={styles.row}>
          <span className={styles.label}>{t('history.path')}</span>
          <ol className={styles.path}>
            {steps.map(({ flowId, nodeId }, index) => {
              const flow = flows?.find(({ id }) => id === flowId);
              const type = flow?.picture.nodes.find(({ id }) => id === nodeId)?.type;
              const step = type ? t(`nodes:nodes.${type}.title`, { defaultValue: type }) : t('history.step', { number: index + 1 });
              const entersFlow = flow && steps[index - 1]?.flowId !== flowId;
              return (
                <li key={index}>
                  {flow ? (
                    <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: flow.id }} search={{ node: nodeId }}>
                      {entersFlow ? t('history.inFlow', { flow: flow.name, step }) : step}
                    </Link>
                  ) : (
                    step
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      )}
      {lines.length > 0 && (
        <details className={styles.details}>
          <summary>{t('history.why')}</summary>
          <ul>
            {lines.map((line, index) => (
              <li key={index}>{t(`trace:${line.key}`, { defaultValue: line.key, ...line.values })}</li>
            ))}
          </ul>
        </details>
      )}
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
