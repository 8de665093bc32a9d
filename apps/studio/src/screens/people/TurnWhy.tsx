import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { flowsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { traceLines } from '../../phone/traceWords';
import styles from './TurnList.module.css';

type Turn = RouteOutput<'GET /bots/:botId/conversations/:conversationId/turns'>['items'][number];

/** The path a turn took through the flows, each step a link to it, and the reasons behind it. */
export function TurnWhy({ botId, turn, open = false }: { botId: string; turn: Turn; /** The reasons are shown at once. */ open?: boolean }) {
  const { t } = useTranslation(['people', 'trace', 'nodes']);
  const format = useFormat();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const steps = turn.path.filter(({ nodeId }, index) => nodeId !== turn.path[index - 1]?.nodeId);
  const reasons = turn.trace.filter(({ at }) => at !== 'entered' && at !== 'left' && at !== 'sent');
  const typeOf = (flowId: string | undefined, nodeId: string) => flows?.find(({ id }) => id === flowId)?.picture.nodes.find(({ id }) => id === nodeId)?.type;
  const titleOf = (type: string) => t(`nodes:nodes.${type}.title`, { defaultValue: type });
  const lines = traceLines(reasons, {
    names: {
      node: (flowId, nodeId) => {
        const type = typeOf(flowId, nodeId);
        return type ? titleOf(type) : nodeId;
      },
      flow: (flowId) => flows?.find(({ id }) => id === flowId)?.name ?? '',
    },
    time: (at) => format.dateTime(at),
    yesNo: (value) => t(value ? 'trace:yes' : 'trace:no'),
  });
  return (
    <>
      {steps.length === 0 ? (
        <p className={styles.none}>{t('history.noPath')}</p>
      ) : (
        <div className={styles.row}>
          <span className={styles.label}>{t('history.path')}</span>
          <ol className={styles.path}>
            {steps.map(({ flowId, nodeId }, index) => {
              const flow = flows?.find(({ id }) => id === flowId);
              const type = typeOf(flowId, nodeId);
              const step = type ? titleOf(type) : t('history.step', { number: index + 1 });
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
        <details className={styles.details} open={open}>
          <summary>{t('history.why')}</summary>
          <ul>
            {lines.map((line, index) => (
              <li key={index}>{t(`trace:${line.key}`, { defaultValue: line.key, ...line.values })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
