import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { ActionIcon } from '../../ui/ActionIcon';
import { LazyMenu } from '../../ui/LazyMenu';
import { StateBadge } from '../../ui/StateBadge';
import type { CampaignSummary } from './campaignQueries';
import { isChanging } from './designModel';
import { ProgressBar } from './ProgressBar';
import { isMoving, stateTone } from './stateTone';
import { useBotTime } from './useBotTime';
import list from './list.module.css';

const loadMenu = () => import('./CampaignMenu');
const CampaignMenu = lazy(loadMenu);

/** One campaign of the list. */
export function CampaignRow({ botId, campaign }: { botId: string; campaign: CampaignSummary }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const botTime = useBotTime(botId);
  const { run, state, nextAt } = campaign;
  const when =
    nextAt !== null ? t('list.next', { time: botTime(nextAt) }) : run?.finishedAt ? t('list.ended', { ago: format.ago(run.finishedAt) }) : run?.startedAt ? t('list.began', { ago: format.ago(run.startedAt) }) : t('list.changed', { ago: format.ago(campaign.updatedAt) });
  return (
    <li className={list.row}>
      <div className={list.words}>
        <Link to="/b/$botId/campaigns/$campaignId" params={{ botId, campaignId: campaign.id }} className={list.link}>
          {campaign.name}
        </Link>
        <div className={list.text}>
          {t(`list.to.${campaign.to}`)} · {when}
          {campaign.isRepeating && ` · ${t('list.repeating')}`}
        </div>
        {run && isMoving(state) && <ProgressBar counts={run.counts} />}
      </div>
      {run && (
        <dl className={list.numbers}>
          <div>
            <dt>{t('counts.sent')}</dt>
            <dd>{format.number(run.counts.sent)}</dd>
          </div>
          {run.counts.failed > 0 && (
            <div data-tone="danger">
              <dt>{t('counts.failed')}</dt>
              <dd>{format.number(run.counts.failed)}</dd>
            </div>
          )}
        </dl>
      )}
      <div className={list.state}>
        <StateBadge tone={stateTone(state)}>{t(`states.${isChanging(campaign) ? 'changing' : state}`)}</StateBadge>
      </div>
      <div className={list.menu}>
        <LazyMenu
          menu={CampaignMenu}
          load={loadMenu}
          menuProps={{ botId, campaign }}
          button={
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('menu.open', { name: campaign.name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </div>
    </li>
  );
}
