import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePhoneShown } from '../../shell/phoneShown';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { Card } from '../../ui/Card';
import type { GoLiveStep } from './goLiveSteps';
import styles from './GoLiveList.module.css';

/** What is left before customers are answered. Each open line does it or leads to where it is done; the first is the next. */
export function GoLiveList({ botId, steps, channelId }: { botId: string; steps: { step: GoLiveStep; done: boolean }[]; channelId?: string }) {
  const { t } = useTranslation('home');
  const next = steps.find(({ done }) => !done)?.step;
  return (
    <Card title={t('checklist.title')} aside={<span className={styles.progress}>{t('checklist.progress', { done: steps.filter(({ done }) => done).length, all: steps.length })}</span>}>
      <ol className={styles.list}>
        {steps.map(({ step, done }, index) => (
          <li key={step} className={styles.step} data-done={done}>
            <span className={styles.mark} aria-hidden>
              {done ? <IconCheck size={16} /> : index + 1}
            </span>
            <div className={styles.words}>
              <div className={styles.title}>
                {t(`checklist.${step}.title`)} <span className={styles.hidden}>{done ? t('checklist.done') : t('checklist.open')}</span>
              </div>
              {!done && <div className={styles.text}>{t(`checklist.${step}.text`)}</div>}
            </div>
            {!done && <StepButton botId={botId} step={step} channelId={channelId} primary={step === next} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StepButton({ botId, step, channelId, primary }: { botId: string; step: GoLiveStep; channelId?: string; primary: boolean }) {
  const { t } = useTranslation('home');
  const { show } = usePhoneShown();
  const look = { variant: primary ? 'filled' : 'default' } as const;
  const words = t(`checklist.${step}.button`);
  switch (step) {
    case 'flow':
      return <ButtonLink {...look} to="/start" search={{ bot: botId }} children={words} />;
    case 'try':
      return (
        <Button {...look} onClick={() => show(true)}>
          {words}
        </Button>
      );
    case 'publish':
      return <ButtonLink {...look} to="/b/$botId/flows" params={{ botId }} children={words} />;
    case 'connect':
      return <ButtonLink {...look} to="/b/$botId/settings/channels/new" params={{ botId }} children={words} />;
    case 'webhook':
      return channelId ? <ButtonLink {...look} to="/b/$botId/settings/channels/$channelId" params={{ botId, channelId }} children={words} /> : null;
  }
}
