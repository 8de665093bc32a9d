import { IconArrowLeft, IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { PAGE_TAB, PageTabs } from '../../shell/PageTabs';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { LazyMenu } from '../../ui/LazyMenu';
import { NativeSelect } from '../../ui/NativeSelect';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import connect from '../channels/ConnectPage.module.css';
import { campaignKeys, type CampaignDetail } from './campaignQueries';
import { ContentPanel } from './ContentPanel';
import { isChanging } from './designModel';
import { LivePanel } from './LivePanel';
import { RecipientsPanel } from './RecipientsPanel';
import { ReportPanel } from './ReportPanel';
import { RUN_TABS } from './runTabs';
import { isOver, stateTone } from './stateTone';
import { useProgress } from './useProgress';
import { useBotTime } from './useBotTime';
import campaigns from './campaigns.module.css';
import styles from './run.module.css';

const loadMenu = () => import('./CampaignMenu');
const CampaignMenu = lazy(loadMenu);
const route = getRouteApi('/b/$botId/campaigns/$campaignId');
type Deed = 'pause' | 'resume' | 'cancel' | 'unschedule';

/** A campaign that was let go: how far it is, what can be done, and what came of it. Moves by itself. */
export function RunPage({ botId, campaign }: { botId: string; campaign: CampaignDetail }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const botTime = useBotTime(botId);
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { tab = 'report', run: wantedRun } = route.useSearch();
  const progress = useProgress(botId, campaign.id, campaign.state).data;
  const [asking, setAsking] = useState(false);
  const state = progress?.state ?? campaign.state;
  const newest = progress?.run ?? campaign.run;
  const runs = campaign.runs;
  const run = (wantedRun === undefined ? undefined : runs.find(({ id }) => id === wantedRun)) ?? newest;
  const params = { botId, campaignId: campaign.id };
  const done = (saved: CampaignDetail) => {
    client.setQueryData(campaignKeys.one(botId, campaign.id), saved);
    void client.invalidateQueries({ queryKey: campaignKeys.all(botId) });
  };
  const deed = useMutation({
    mutationFn: (what: Deed) => {
      if (what === 'pause') return call('POST /bots/:botId/campaigns/:campaignId/pause', { params });
      if (what === 'resume') return call('POST /bots/:botId/campaigns/:campaignId/resume', { params });
      if (what === 'unschedule') return call('POST /bots/:botId/campaigns/:campaignId/unschedule', { params });
      return call('POST /bots/:botId/campaigns/:campaignId/cancel', { params });
    },
    onSuccess: done,
    onError: (error) => {
      toast(errorLine(error, t), { tone: 'error' });
      void client.invalidateQueries({ queryKey: campaignKeys.one(botId, campaign.id) });
    },
  });
  const waiting = newest ? newest.counts.waiting + newest.counts.held : 0;
  const busy = (what: Deed) => deed.isPending && deed.variables === what;
  const canPause = ['freezing', 'sending', 'held', 'waitingForWinner'].includes(state) || (state === 'scheduled' && campaign.isRepeating);
  const changing = isChanging(campaign);
  const canGoOn = ['paused', 'braked', 'waitingForGo'].includes(state) && !changing;
  // Of one that repeats what is to come can be changed between two runs.
  const canChange = !changing && (state === 'scheduled' || state === 'paused') && (campaign.isRepeating ? newest === null || newest.finishedAt !== null : newest === null);

  return (
    <>
      <Link to="/b/$botId/campaigns" params={{ botId }} className={connect.back}>
        <IconArrowLeft size={18} aria-hidden /> {t('back')}
      </Link>
      <PageHead
        title={campaign.name}
        text={
          <span className={styles.badges}>
            <StateBadge tone={stateTone(state)}>{t(`states.${changing ? 'changing' : state}`)}</StateBadge>
            {campaign.nextAt && <span>{t('list.next', { time: botTime(campaign.nextAt) })}</span>}
            {campaign.isRepeating && <span>{t('list.repeating')}</span>}
          </span>
        }
        actions={
          <>
            {changing && (
              <ButtonLink to="/b/$botId/campaigns/$campaignId" params={params} search={{}}>
                {t('change.back')}
              </ButtonLink>
            )}
            {canChange && (
              <Button variant="default" loading={busy('unschedule')} onClick={() => deed.mutate('unschedule')}>
                {t('run.edit')}
              </Button>
            )}
            {canPause && (
              <Button variant="default" loading={busy('pause')} onClick={() => deed.mutate('pause')}>
                {t('run.pause')}
              </Button>
            )}
            {canGoOn && (
              <Button loading={busy('resume')} onClick={() => deed.mutate('resume')}>
                {t(state === 'waitingForGo' ? 'run.sendRest' : 'run.goOn')}
              </Button>
            )}
            {!isOver(state) && (
              <Button variant="default" color="red" onClick={() => setAsking(true)}>
                {t('run.cancel')}
              </Button>
            )}
            <LazyMenu
              menu={CampaignMenu}
              load={loadMenu}
              menuProps={{ botId, campaign }}
              button={
                <ActionIcon variant="default" size={36} aria-label={t('menu.open', { name: campaign.name })}>
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              }
            />
          </>
        }
      />
      <div className={styles.stack}>
        {campaign.stop && (
          <div className={campaigns.notice} data-tone={state === 'failed' ? 'danger' : 'warn'} role="status">
            <p>{t(`stops.${campaign.stop.code}`, { ...campaign.stop.params })}</p>
          </div>
        )}
        {newest && <LivePanel botId={botId} campaign={campaign} state={state} run={newest} progress={progress} onDone={done} />}
        {runs.length > 1 && (
          <NativeSelect
            className={styles.runs}
            label={t('run.which')}
            value={run?.id}
            data={runs.map((one) => ({ value: one.id, label: t('run.number', { number: one.number, time: botTime(one.dueAt) }) }))}
            onChange={(event) => ((id) => void navigate({ search: (before) => ({ ...before, run: id === newest?.id ? undefined : id }), replace: true }))(event.currentTarget.value)}
          />
        )}
        <PageTabs label={t('run.tabs')}>
          {RUN_TABS.map((one) => (
            <Link key={one} from="/b/$botId/campaigns/$campaignId" to="." search={(before) => ({ ...before, tab: one })} replace className={PAGE_TAB} data-status={one === tab ? 'active' : undefined} aria-current={one === tab ? 'page' : undefined} activeProps={{}}>
              {t(`run.tab.${one}`)}
            </Link>
          ))}
        </PageTabs>
        {tab === 'content' ? (
          <ContentPanel botId={botId} campaign={campaign} runId={run?.id} />
        ) : !run ? (
          <p>{t('run.notYet')}</p>
        ) : tab === 'people' ? (
          <RecipientsPanel key={run.id} botId={botId} campaignId={campaign.id} runId={run.id} isLive={!isOver(run.state)} />
        ) : (
          <ReportPanel key={run.id} botId={botId} campaignId={campaign.id} run={run} isNewest={run.id === newest?.id} />
        )}
      </div>
      <ConfirmWithNumber
        opened={asking}
        title={t('run.cancelTitle')}
        sentence={t(waiting > 0 ? 'run.cancelSentence' : 'run.cancelPlain', { count: waiting, number: format.number(waiting) })}
        verb={t('run.cancelVerb')}
        danger
        onConfirm={() => deed.mutateAsync('cancel').catch(() => undefined)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
