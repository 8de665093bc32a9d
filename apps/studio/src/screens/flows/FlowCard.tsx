import { IconAlertTriangle, IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../api/call';
import { useFormat } from '../../i18n/useFormat';
import { ActionIcon } from '../../ui/ActionIcon';
import { LazyMenu } from '../../ui/LazyMenu';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { FlowPicture } from './FlowPicture';
import styles from './FlowCard.module.css';

export type FlowSummary = RouteOutput<'GET /bots/:botId/flows'>['items'][number];
export interface FlowActions {
  rename(flow: FlowSummary): void;
  duplicate(flow: FlowSummary): void;
  unpublish(flow: FlowSummary): void;
  archive(flow: FlowSummary): void;
  restore(flow: FlowSummary): void;
}

const loadMenu = () => import('./FlowMenu');
const FlowMenu = lazy(loadMenu);
const TONES: Record<FlowSummary['state'], Tone> = { draft: 'plain', live: 'good', changed: 'info', archived: 'plain' };

/** One flow: picture, name, state, problems, when it was edited, and what can be done with it. */
export function FlowCard({ botId, flow, actions }: { botId: string; flow: FlowSummary; actions: FlowActions }) {
  const { t } = useTranslation('flows');
  const format = useFormat();
  const archived = flow.state === 'archived';
  return (
    <li className={styles.card}>
      <div className={styles.picture}>
        <FlowPicture picture={flow.picture} />
      </div>
      <div className={styles.body}>
        <div className={styles.line}>
          <h2 className={styles.name}>
            {archived ? (
              flow.name
            ) : (
              <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: flow.id }} className={styles.link}>
                {flow.name}
              </Link>
            )}
          </h2>
          <LazyMenu
            menu={FlowMenu}
            load={loadMenu}
            menuProps={{ botId, flow, actions }}
            button={
              <ActionIcon variant="subtle" color="gray" className={styles.more} aria-label={t('menu.label', { name: flow.name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            }
          />
        </div>
        <div className={styles.badges}>
          <StateBadge tone={TONES[flow.state]}>{t(`state.${flow.state}`)}</StateBadge>
          {flow.isSeries && <StateBadge tone="info">{t('series')}</StateBadge>}
          {flow.publishedVersion !== null && <StateBadge>{t('version', { number: flow.publishedVersion })}</StateBadge>}
          {flow.problems.blocking > 0 && (
            <StateBadge tone="danger">
              <IconAlertTriangle size={14} aria-hidden />
              {t('problems.blocking', { count: flow.problems.blocking })}
            </StateBadge>
          )}
          {flow.problems.blocking === 0 && flow.problems.warning > 0 && <StateBadge tone="warn">{t('problems.warning', { count: flow.problems.warning })}</StateBadge>}
        </div>
        <p className={styles.edited}>
          <time dateTime={flow.updatedAt}>{t('edited', { ago: format.ago(flow.updatedAt) })}</time>
        </p>
      </div>
    </li>
  );
}
