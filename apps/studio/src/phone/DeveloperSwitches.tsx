import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBreakage } from '@chatloom/contract';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Switch';
import { useBreakage } from './usePhone';
import styles from './phone.module.css';

/** How slow "slow" is: longer than a person waits, shorter than the gateway gives up. */
const SLOW_MS = 3000;

/** For developers: let LINE misbehave and see that the bot still does right. */
export function DeveloperSwitches({ botId, onAct }: { botId: string; onAct(action: PhoneAction): void }) {
  const { t } = useTranslation('phone');
  const [isOpen, setOpen] = useState(false);
  const { breakage, isError, change } = useBreakage(botId, isOpen);
  const set = (part: Partial<PhoneBreakage>) => breakage && change.mutate({ ...breakage, ...part });
  return (
    <details className={styles.developer} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('developer.title')}</summary>
      {isError && <p className={styles.trayError}>{t('developer.unavailable')}</p>}
      {breakage && (
        <div className={styles.switches}>
          <Switch label={t('developer.lineDown')} checked={breakage.lineDown} onChange={(event) => set({ lineDown: event.currentTarget.checked })} />
          <Switch label={t('developer.slow')} checked={breakage.slowMs > 0} onChange={(event) => set({ slowMs: event.currentTarget.checked ? SLOW_MS : 0 })} />
          <Switch label={t('developer.duplicate')} checked={breakage.duplicateEvents} onChange={(event) => set({ duplicateEvents: event.currentTarget.checked })} />
        </div>
      )}
      <div className={styles.developerButtons}>
        <Button size="compact-sm" variant="default" onClick={() => onAct({ type: 'repeatLastEvent' })}>{t('developer.repeat')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => onAct({ type: 'sendUnknownEvent' })}>{t('developer.unknown')}</Button>
      </div>
    </details>
  );
}
