import { Link } from '@tanstack/react-router';
import type { FlowUse } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import styles from './TagsPage.module.css';

interface Props {
  botId: string;
  flows: readonly FlowUse[];
  others: readonly { kind: string; id: string; name: string }[];
}

/** What names a tag or a field: flows with a link to the first step, and everything else with its kind. */
export function NameUses({ botId, flows, others }: Props) {
  const { t } = useTranslation(['contacts', 'segments']);
  if (flows.length + others.length === 0) return <p>{t('uses.none')}</p>;
  return (
    <div className={styles.uses}>
      <p>{t('uses.title')}</p>
      <ul>
        {flows.map(({ flowId, flowName, isLive, nodeIds }) => (
          <li key={flowId}>
            <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId }} search={nodeIds[0] ? { node: nodeIds[0] } : {}}>
              {t(isLive ? 'uses.liveFlow' : 'uses.draftFlow', { name: flowName })}
            </Link>
          </li>
        ))}
        {others.map(({ kind, id, name }) => (
          <li key={kind + id}>{t('segments:remove.use', { kind: t(`segments:uses.${kind}`, { defaultValue: kind }), name })}</li>
        ))}
      </ul>
    </div>
  );
}
