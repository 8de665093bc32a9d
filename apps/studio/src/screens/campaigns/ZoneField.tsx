import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import styles from './campaigns.module.css';

let zones: string[] | undefined;
/** Asked once: there are more than four hundred. */
const allZones = (): string[] => (zones ??= Intl.supportedValuesOf('timeZone'));

/** A time zone by its name. */
export function ZoneField({ value, onChange }: { value: string; onChange(zone: string): void }) {
  const { t } = useTranslation('campaigns');
  const known = allZones();
  return <NativeSelect className={styles.zone} label={t('when.zone')} value={value} data={known.includes(value) ? known : [value, ...known]} onChange={(event) => onChange(event.currentTarget.value)} />;
}
