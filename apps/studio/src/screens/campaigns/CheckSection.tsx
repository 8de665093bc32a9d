import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { FormError } from '../../ui/FormError';
import { priceQuery, type CampaignDesign, type CampaignDetail, type CampaignProblem } from './campaignQueries';
import { ProblemLines } from './ProblemLines';
import { TestSend } from './TestSend';
import styles from './campaigns.module.css';

interface Props {
  botId: string;
  campaign: CampaignDetail;
  /** It goes on with what was changed. */
  changing: boolean;
  design: CampaignDesign;
  variant: string;
  problems: readonly CampaignProblem[];
  flush(): Promise<boolean>;
  onShow(problem: CampaignProblem): void;
  /** Lets it go out; a refusal comes back as a sentence. */
  onStart(): Promise<string | undefined>;
}

/** The last look: what is missing, a test to oneself, and the button that lets it go. */
export function CheckSection({ botId, campaign, changing, design, variant, problems, flush, onShow, onStart }: Props) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const price = useQuery(priceQuery(botId, campaign.id, campaign.revision)).data;
  const blocking = problems.filter(({ severity }) => severity === 'blocking');
  const isNow = design.when.type === 'now';
  const people = price?.recipients;
  const sentence =
    people == null
      ? t(isNow ? 'confirm.nowUnknown' : 'confirm.laterUnknown')
      : t(isNow ? 'confirm.now' : 'confirm.later', { count: people, people: format.number(people), messages: format.number(price?.messages ?? people) });
  const verb = t(changing ? 'change.goOn' : isNow ? 'check.sendNow' : 'check.schedule');
  const begin = async () => {
    setRefusal(undefined);
    // Problems are those of what is saved.
    if (!(await flush())) return;
    setAsking(true);
  };
  return (
    <Card title={t('check.title')}>
      <div className={styles.fields}>
        {problems.length > 0 && <ProblemLines problems={problems} onShow={onShow} />}
        {blocking.length === 0 && (
          <p className={`${styles.text} ${styles.good}`} role="status">
            <IconCircleCheck size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {t('check.ready')}
          </p>
        )}
        {design.what.type === 'messages' && (
          <details className={styles.more} open>
            <summary>{t('test.title')}</summary>
            <TestSend key={design.channelId} botId={botId} campaignId={campaign.id} channelId={design.channelId} variant={variant} flush={flush} />
          </details>
        )}
        <FormError>{refusal}</FormError>
        <div className={styles.send}>
          {/* Never grey: with something missing it leads to the first of it. */}
          <Button size="md" onClick={() => (blocking[0] ? onShow(blocking[0]) : void begin())}>
            {verb}
          </Button>
          {blocking.length > 0 && <span className={styles.bad}>{t('check.missing', { count: blocking.length })}</span>}
        </div>
      </div>
      <ConfirmWithNumber
        opened={asking}
        title={t(changing ? 'change.title' : isNow ? 'confirm.titleNow' : 'confirm.titleLater')}
        sentence={price?.isOverQuota ? t('confirm.over', { sentence }) : sentence}
        verb={people == null || changing ? verb : t(isNow ? 'confirm.verbNow' : 'confirm.verbLater', { count: people, people: format.number(people) })}
        onConfirm={async () => setRefusal(await onStart())}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
