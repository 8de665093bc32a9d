import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Tray } from './Tray';
import styles from '../phone.module.css';

const KINDS = ['enter', 'banner', 'stay'] as const;
export interface Beacon {
  hwid: string;
  kind: (typeof KINDS)[number];
}

/** Stand-in for walking into the reach of a beacon: its hardware id (ten hexadecimal digits) and what happened. */
export function BeaconTray({ onPick, onClose }: { onPick(beacon: Beacon): void; onClose(): void }) {
  const { t } = useTranslation('phone');
  const [hwid, setHwid] = useState('0123456789');
  const [kind, setKind] = useState<Beacon['kind']>('enter');
  const complete = /^[0-9a-f]{10}$/.test(hwid);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) onPick({ hwid, kind });
  };
  return (
    <Tray title={t('beacon.title')} onClose={onClose}>
      <form className={styles.trayForm} onSubmit={submit}>
        <label>{t('beacon.hwid')}<input className={styles.trayInput} value={hwid} maxLength={10} aria-invalid={!complete || undefined} onChange={(event) => setHwid(event.currentTarget.value.toLowerCase())} /></label>
        <label>
          {t('beacon.kind')}
          <select className={styles.trayInput} value={kind} onChange={(event) => setKind(event.currentTarget.value as Beacon['kind'])}>
            {KINDS.map((value) => <option key={value} value={value}>{t(`beacon.kinds.${value}`)}</option>)}
          </select>
        </label>
        <button type="submit" className={styles.trayPrimary} disabled={!complete}>{t('beacon.send')}</button>
      </form>
    </Tray>
  );
}
