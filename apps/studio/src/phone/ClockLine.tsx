import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PhoneChat } from '@chatloom/contract';
import { useFormat } from '../i18n/useFormat';
import { Button } from '../ui/Button';
import styles from './phone.module.css';

/** What the conversation waits for, and a way not to wait for it. */
export function ClockLine({ timers, onSkip, isSkipping }: { timers: PhoneChat['timers']; onSkip(): void; isSkipping: boolean }) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const next = timers[0];
  if (!next) return null;
  return (
    <div className={styles.clock}>
      <span>{t(next.purpose === 'noAnswer' ? 'clock.noAnswer' : 'clock.next', { time: format.dateTime(next.dueAt) })}</span>
      <Button size="compact-sm" variant="default" leftSection={<IconPlayerTrackNext size={16} aria-hidden />} loading={isSkipping} onClick={onSkip}>
        {t('clock.skip')}
      </Button>
    </div>
  );
}
