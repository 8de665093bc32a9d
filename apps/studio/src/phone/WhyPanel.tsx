import { IconAlertTriangle, IconArrowRight, IconClock, IconFlag, IconGitBranch, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneTurn } from '@chatloom/contract';
import { useFormat } from '../i18n/useFormat';
import { inputLine, sentLines, traceLines, variableLines, type TraceLine } from './traceWords';
import type { FlowNames } from './useFlowNames';
import styles from './phone.module.css';

const ICONS: Record<TraceLine['tone'], typeof IconClock> = {
  start: IconPlayerPlay, step: IconArrowRight, condition: IconGitBranch, wait: IconClock, end: IconFlag, trouble: IconAlertTriangle,
};

/** Why a bubble is there: the event, the path with conditions and their values, variables, and the price. */
export function WhyPanel({ turn, names, id }: { turn: PhoneTurn; names: FlowNames; id: string }) {
  const { t } = useTranslation(['trace', 'phone']);
  const format = useFormat();
  const panel = useRef<HTMLElement>(null);
  // It opens below what was pressed, which is often the end of the window. (jsdom has no layout and no such method.)
  useEffect(() => {
    panel.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const input = inputLine(turn);
  const lines = traceLines(turn.trace, { names, time: (at) => format.dateTime(at), yesNo: (value) => t(value ? 'trace:yes' : 'trace:no') });
  const sent = sentLines(turn);
  const variables = variableLines(turn.trace);
  return (
    <section ref={panel} id={id} className={styles.why} aria-label={t('phone:why.title')}>
      <p className={styles.whyEvent}>
        <time dateTime={turn.at}>{format.time(turn.at)}</time> {t(`trace:${input.key}`, input.values)}
      </p>
      <ol className={styles.whyPath}>
        {lines.map((line, index) => {
          const Icon = ICONS[line.tone];
          return (
            <li key={index} data-tone={line.tone}>
              <Icon size={14} aria-hidden className={styles.whyIcon} />
              <div>
                {t(`trace:${line.key}`, { ...line.values, defaultValue: t('trace:other', { code: line.key }) })}
                {line.result !== undefined && <span className={styles.whyResult} data-met={line.result || undefined}>{t(line.result ? 'trace:met' : 'trace:notMet')}</span>}
                {line.facts.length > 0 && <Facts facts={line.facts} />}
              </div>
            </li>
          );
        })}
      </ol>
      {variables.length > 0 && (
        <>
          <p className={styles.whyHead}>{t('phone:why.variables')}</p>
          <Facts facts={variables} />
        </>
      )}
      {sent.length > 0 && (
        <>
          <p className={styles.whyHead}>{t('phone:why.sent')}</p>
          <ul className={styles.whySent}>
            {sent.map((line, index) => (
              <li key={index} data-tone={line.tone}>
                {t(`trace:${line.key}`, line.values)}
                {line.details.map((detail, at) => <div key={at} className={styles.whyDetail}>{t(`trace:delivery.${detail}`, { defaultValue: detail })}</div>)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Facts({ facts }: { facts: { name: string; value: string }[] }) {
  const { t } = useTranslation('trace');
  return (
    <dl className={styles.facts}>
      {facts.map((fact, index) => (
        <div key={index}>
          {fact.name !== '' && <dt>{t(`fact.${fact.name}`, { defaultValue: fact.name })}</dt>}
          <dd dir="auto">{fact.name === 'mode' ? t(`op.${fact.value}`, { defaultValue: fact.value }) : fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
