import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import styles from './campaigns.module.css';

let zones: string[] | undefined;

/** A time zone by its name. */
export function ZoneField({ value, onChange }: { value: string; onChange(zone: string): void }) {
  const { t } = useTranslation('campaigns');
  zones ??= Intl.supportedValuesOf('timeZone');
  return <NativeSelect className={styles.zone} label={t('when.zone')} value={value} data={zones.includes(value) ? zones : [value, ...zones]} onChange={(event) => onChange(event.currentTarget.value)} />;
}
