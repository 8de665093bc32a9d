import type { ExpiryRule } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../../ui/NativeSelect';
import { TextInput } from '../../../ui/TextInput';
import { CountField } from './CountField';

/** How long something given to people is good: for ever, through a day, or so many days. */
export function ExpiryField({ label, value, disabled, error, onChange }: { label: string; value: ExpiryRule; disabled: boolean; error?: string | false; onChange(rule: ExpiryRule): void }) {
  const { t } = useTranslation('vouchers');
  return (
    <>
      <NativeSelect label={label} value={value.by} disabled={disabled} data={(['never', 'date', 'days'] as const).map((by) => ({ value: by, label: t(`expiry.${by}`) }))} onChange={(event) => onChange(ruleOf(event.currentTarget.value as ExpiryRule['by']))} />
      {value.by === 'date' && <TextInput type="date" label={t('expiry.through')} value={value.date} disabled={disabled} error={error} onChange={(event) => onChange({ by: 'date', date: event.currentTarget.value })} />}
      {value.by === 'days' && !disabled && <CountField label={t('expiry.howMany')} description={t('expiry.howManyHelp')} value={value.days} min={0} max={3_650} error={error} onChange={(days) => onChange({ by: 'days', days: days ?? 0 })} />}
      {value.by === 'days' && disabled && <TextInput label={t('expiry.howMany')} value={value.days} disabled readOnly />}
    </>
  );
}

function ruleOf(by: ExpiryRule['by']): ExpiryRule {
  if (by === 'days') return { by, days: 30 };
  return by === 'date' ? { by, date: '' } : { by };
}
