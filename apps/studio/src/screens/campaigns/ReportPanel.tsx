import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import { whileFine } from '../../api/whileFine';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { DayChart } from '../insight/DayChart';
import { reportQuery, type CampaignReport, type CampaignRun } from './campaignQueries';
import { withoutGaps } from './overTime';
import { isOver } from './stateTone';
import { useReasonWords } from './useReasonWords';
import { useBotTime } from './useBotTime';
import campaigns from './campaigns.module.css';
import styles from './run.module.css';

const OUTCOMES = ['delivered', 'replied', 'clicked', 'unfollowed', 'converted'] as const;
const SERIES = ['delivered', 'replied', 'clicked', 'unfollowed'] as const;
/** People answer and tap for hours after the last message went out. */
const LOOK_AGAIN_LIVE_MS = 3_000;
const LOOK_AGAIN_MS = 30_000;

/** What came of a run. */
export function ReportPanel({ botId, campaignId, run, isNewest }: { botId: string; campaignId: string; run: CampaignRun; isNewest: boolean }) {
  const { t } = useTranslation('campaigns');
  const report = useQuery({ ...reportQuery(botId, campaignId, run.id), refetchInterval: whileFine(isOver(run.state) ? LOOK_AGAIN_MS : LOOK_AGAIN_LIVE_MS) });
  if (report.error && !report.data) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <SkeletonList count={2} height={160} />;
  // Success is what counted as one when this run began.
  const withSuccess = report.data.design.conversion !== null;
  const outcomes = OUTCOMES.filter((name) => withSuccess || name !== 'converted');
  return (
    <>
      <Card
        title={t('report.title')}
        aside={
          <Button component="a" variant="default" size="compact-sm" leftSection={<IconDownload size={16} aria-hidden />} href={apiUrl('/bots/:botId/campaigns/:campaignId/report.csv', { params: { botId, campaignId } })} download>
            {t('report.csv')}
          </Button>
        }
      >
        <Outcomes report={report.data} outcomes={outcomes} />
      </Card>
      {report.data.variants.length > 1 && <Variants report={report.data} outcomes={outcomes} />}
      {report.data.links.length > 0 && <Links report={report.data} />}
      <OverTime botId={botId} report={report.data} />
      {run.way !== 'flow' && <AtLine line={report.data.line} />}
      {/* Those of the newest run stand above, where they can be tried again. */}
      {!isNewest && report.data.failures.length > 0 && <Failures failures={report.data.failures} />}
    </>
  );
}

type Outcome = (typeof OUTCOMES)[number];

function Outcomes({ report, outcomes }: { report: CampaignReport; outcomes: readonly Outcome[] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const share = useShare(report.total.delivered);
  return (
    <dl className={styles.numbers}>
      {outcomes.map((name) => (
        <div key={name} data-outcome={name}>
          <dt>{t(`report.${name}`)}</dt>
          <dd>
            {format.number(report.total[name])} {name !== 'delivered' && <small>{share(report.total[name])}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Variants({ report, outcomes }: { report: CampaignReport; outcomes: readonly Outcome[] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <Card title={t('report.variants')}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('report.variants')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('report.version')}</th>
              {outcomes.map((name) => (
                <th key={name} scope="col" data-number>
                  {t(`report.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.variants.map((variant) => (
              <tr key={variant.variant}>
                <th scope="row">
                  {t('what.variant', { letter: variant.variant })} {variant.isWinner && <StateBadge tone="good">{t('report.winner')}</StateBadge>}
                </th>
                {outcomes.map((name) => (
                  <td key={name} data-number>
                    {format.number(variant[name])}
                    {name !== 'delivered' && variant.delivered > 0 && ` (${format.number(Math.round((variant[name] / variant.delivered) * 1000) / 10)} %)`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Links({ report }: { report: CampaignReport }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <Card title={t('report.links')}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('report.links')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('report.address')}</th>
              <th scope="col" data-number>
                {t('report.taps')}
              </th>
              <th scope="col" data-number>
                {t('report.tappers')}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.links.map((link) => (
              <tr key={`${link.variant}/${link.url}`}>
                <th scope="row" className={styles.url}>
                  {link.url}
                  {link.variant && report.variants.length > 1 && ` · ${link.variant}`}
                </th>
                <td data-number>{format.number(link.clicks)}</td>
                <td data-number>{link.people === null ? '–' : format.number(link.people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.links.some(({ people }) => people === null) && <p className={campaigns.help}>{t('report.anonymous')}</p>}
    </Card>
  );
}

function OverTime({ botId, report }: { botId: string; report: CampaignReport }) {
  const { t } = useTranslation('campaigns');
  const botTime = useBotTime(botId);
  const points = useMemo(() => withoutGaps(report.overTime), [report.overTime]);
  if (points.length === 0) return null;
  return (
    <Card title={t('report.overTime')}>
      <DayChart days={points.map(({ at }) => at)} nameOf={botTime} series={SERIES.map((name) => ({ name: t(`report.${name}`), values: points.map((point) => point[name]) }))} />
    </Card>
  );
}

function AtLine({ line }: { line: CampaignReport['line'] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  return (
    <Card title={t('report.line.title')}>
      {line.state !== 'ready' ? (
        <p className={campaigns.text}>{t(`report.line.${line.state}`)}</p>
      ) : (
        <dl className={styles.numbers}>
          {(['uniqueImpressions', 'uniqueClicks'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`report.line.${name}`)}</dt>
              <dd>{line[name] === null ? t('report.line.few') : format.number(line[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function Failures({ failures }: { failures: CampaignReport['failures'] }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const reasonWords = useReasonWords();
  return (
    <Card title={t('report.notReached')}>
      <ul className={styles.failures}>
        {failures.map(({ reason, detail, count }) => (
          <li key={`${reason}/${detail}`}>
            <span>{reasonWords(reason, detail)}</span>
            <span className="cl-tabular">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A share of the delivered ones in percent; nothing while there are none. */
function useShare(delivered: number): (count: number) => string {
  const format = useFormat();
  return (count) => (delivered === 0 ? '' : `${format.number(Math.round((count / delivered) * 1000) / 10)} %`);
}
