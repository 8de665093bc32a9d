import type { SegmentTime } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { newTime } from './segmentDraft';
import styles from './SegmentBuilder.module.css';

const OPS = ['ever', 'inLast', 'inNext', 'before', 'on', 'after', 'between'] as const;

/** When something was: ever, in the last hours or days, or by a day of the calendar. */
export function TimeControls({ when, onChange }: { when: SegmentTime; onChange: (when: SegmentTime) => void }) {
  const { t } = useTranslation('segments');
  return (
    <>
      <NativeSelect
        aria-label={t('controls.when')}
        value={when.op}
        data={OPS.map((value) => ({ value, label: t(`times.${value}`) }))}
        onChange={(event) => onChange(newTime(event.currentTarget.value as SegmentTime['op']))}
      />
      {(when.op === 'inLast' || when.op === 'inNext') && (
        <>
          <TextInput
            type="number"
            min={1}
            max={3650}
            className={styles.narrow}
            aria-label={t('controls.amount')}
            value={Number.isNaN(when.amount) ? '' : when.amount}
            onChange={(event) => onChange({ ...when, amount: event.currentTarget.valueAsNumber })}
          />
          <NativeSelect
            aria-label={t('controls.unit')}
            value={when.unit}
            data={(['days', 'hours'] as const).map((value) => ({ value, label: t(`units.${value}`) }))}
            onChange={(event) => onChange({ ...when, unit: event.currentTarget.value as 'days' | 'hours' })}
          />
        </>
      )}
      {'day' in when && (
        <TextInput type="date" min="1900-01-01" max="2199-12-31" aria-label={t('controls.day')} value={when.day} onChange={(event) => onChange({ ...when, day: event.currentTarget.value })} />
      )}
      {when.op === 'between' && (
        <TextInput type="date" min={when.day || '1900-01-01'} max="2199-12-31" aria-label={t('controls.lastDay')} value={when.until} onChange={(event) => onChange({ ...when, until: event.currentTarget.value })} />
      )}
    </>
  );
}
