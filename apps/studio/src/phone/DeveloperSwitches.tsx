import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBreakage } from '@chatloom/contract';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Switch';
import { useBreakage } from './usePhone';
import { WireDialog } from './WireDialog';
import styles from './phone.module.css';

/** How slow "slow" is: longer than a person waits, shorter than the gateway gives up. */
const SLOW_MS = 3000;

/** For developers: look at what goes over the wire, let LINE misbehave, and see that the bot still does right. */
export function DeveloperSwitches({ botId, onAct }: { botId: string; onAct(action: PhoneAction): void }) {
  const { t } = useTranslation('phone');
  const [isOpen, setOpen] = useState(false);
  const [isWireOpen, setWireOpen] = useState(false);
  const { breakage, isError, change } = useBreakage(botId, isOpen);
  const set = (part: Partial<PhoneBreakage>) => breakage && change.mutate({ ...breakage, ...part });
  const flag = (label: string, checked: boolean, part: (on: boolean) => Partial<PhoneBreakage>) => (
    <Switch label={label} checked={checked} onChange={(event) => set(part(event.currentTarget.checked))} />
  );
  return (
    <details className={styles.developer} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('developer.title')}</summary>
      {isError && <p className={styles.trayError}>{t('developer.unavailable')}</p>}
      {breakage && (
        <div className={styles.switches}>
          {flag(t('developer.lineDown'), breakage.failing === 500, (on) => ({ failing: on ? 500 : null }))}
          {flag(t('developer.rateLimited'), breakage.failing === 429, (on) => ({ failing: on ? 429 : null }))}
          {flag(t('developer.slow'), breakage.slowMs > 0, (on) => ({ slowMs: on ? SLOW_MS : 0 }))}
          {flag(t('developer.duplicate'), breakage.duplicateEvents, (duplicateEvents) => ({ duplicateEvents }))}
          {flag(t('developer.delay'), breakage.delayMs > 0, (on) => ({ delayMs: on ? SLOW_MS : 0 }))}
          {flag(t('developer.reorder'), breakage.reorderEvents, (reorderEvents) => ({ reorderEvents, ...(reorderEvents ? { batchEvents: false } : {}) }))}
          {flag(t('developer.batch'), breakage.batchEvents, (batchEvents) => ({ batchEvents, ...(batchEvents ? { reorderEvents: false } : {}) }))}
          {flag(t('developer.unknownEvents'), breakage.unknownEvents, (unknownEvents) => ({ unknownEvents }))}
        </div>
      )}
      <div className={styles.developerButtons}>
        <Button size="compact-sm" variant="default" onClick={() => setWireOpen(true)}>{t('wire.title')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => onAct({ type: 'repeatLastEvent' })}>{t('developer.repeat')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => onAct({ type: 'sendUnknownEvent' })}>{t('developer.unknown')}</Button>
      </div>
      <WireDialog botId={botId} opened={isWireOpen} onClose={() => setWireOpen(false)} />
    </details>
  );
}
