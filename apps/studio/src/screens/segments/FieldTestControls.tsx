import type { ContactField, SegmentFieldTest, SegmentFieldType } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { ChipsInput } from '../../ui/ChipsInput';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import styles from './SegmentBuilder.module.css';

const DATE_TESTS = ['dayIs', 'inLastDays', 'inNextDays', 'anniversary', 'month', 'isSet'] as const;
/** The tests of each type of field, the likely one first. The same ones as `SEGMENT_FIELD_TESTS` of the contract (a test holds them together). */
const TESTS = {
  text: ['isOneOf', 'contains', 'startsWith', 'isSet'],
  number: ['numberIs', 'numberBetween', 'isSet'],
  date: DATE_TESTS,
  dateTime: DATE_TESTS,
  boolean: ['isTrue', 'isSet'],
  choice: ['isOneOf', 'isSet'],
  multiChoice: ['hasAny', 'hasAll', 'isSet'],
} as const satisfies Record<SegmentFieldType, readonly SegmentFieldTest['op'][]>;

export const testsOf = (type: SegmentFieldType): readonly SegmentFieldTest['op'][] => TESTS[type];

const COMPARES = ['equal', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual'] as const;

/** What a field's value is compared with. */
export function FieldTestControls({ test, field, onChange }: { test: SegmentFieldTest; field: ContactField | undefined; onChange: (test: SegmentFieldTest) => void }) {
  const { t, i18n } = useTranslation('segments');
  const number = (label: string, value: number, change: (value: number) => void, more: { min?: number; max?: number } = {}) => (
    <TextInput type="number" step="any" className={styles.narrow} aria-label={label} value={Number.isNaN(value) ? '' : value} onChange={(event) => change(event.currentTarget.valueAsNumber)} {...more} />
  );
  switch (test.op) {
    case 'isSet':
    case 'isTrue':
      return null;
    case 'isOneOf':
    case 'hasAny':
    case 'hasAll':
      return (
        <div className={styles.wide}>
          <ChipsInput
            label={t('controls.values')}
            placeholder={t(field && field.options.length > 0 ? 'controls.choose' : 'controls.addValue')}
            free={!field || field.options.length === 0}
            maxLength={500}
            values={test.values}
            options={(field?.options ?? []).map(({ key, label }) => ({ value: key, label }))}
            onChange={(values) => onChange({ ...test, values })}
          />
        </div>
      );
    case 'contains':
    case 'startsWith':
      return <TextInput aria-label={t('controls.value')} maxLength={500} value={test.value} onChange={(event) => onChange({ ...test, value: event.currentTarget.value })} />;
    case 'numberIs':
      return (
        <>
          <NativeSelect aria-label={t('controls.compare')} value={test.compare} data={COMPARES.map((value) => ({ value, label: t(`compares.${value}`) }))} onChange={(event) => onChange({ ...test, compare: event.currentTarget.value as (typeof COMPARES)[number] })} />
          {number(t('controls.value'), test.value, (value) => onChange({ ...test, value }))}
        </>
      );
    case 'numberBetween':
      return (
        <>
          {number(t('controls.from'), test.from, (from) => onChange({ ...test, from }))}
          <span className={styles.word}>{t('controls.and')}</span>
          {number(t('controls.to'), test.to, (to) => onChange({ ...test, to }))}
        </>
      );
    case 'dayIs':
      return (
        <>
          <NativeSelect
            aria-label={t('controls.compare')}
            value={test.compare}
            data={(['on', 'before', 'after'] as const).map((value) => ({ value, label: t(`times.${value}`) }))}
            onChange={(event) => onChange({ ...test, compare: event.currentTarget.value as 'on' | 'before' | 'after' })}
          />
          <TextInput type="date" min="1900-01-01" max="2199-12-31" aria-label={t('controls.day')} value={test.day} onChange={(event) => onChange({ ...test, day: event.currentTarget.value })} />
        </>
      );
    case 'inLastDays':
    case 'inNextDays':
      return (
        <span className={styles.number}>
          {number(t('controls.amount'), test.days, (days) => onChange({ ...test, days }), { min: 1, max: 3650 })}
          <span>{t('units.days')}</span>
        </span>
      );
    case 'anniversary':
      return (
        <span className={styles.number}>
          {number(t('controls.fromDays'), test.fromDays, (fromDays) => onChange({ ...test, fromDays }), { min: -183, max: 183 })}
          <span>{t('controls.daysTo')}</span>
          {number(t('controls.toDays'), test.toDays, (toDays) => onChange({ ...test, toDays }), { min: -183, max: 183 })}
          <span>{t('controls.daysFromToday')}</span>
        </span>
      );
    case 'month':
      return (
        <NativeSelect
          aria-label={t('controls.month')}
          value={String(test.month)}
          data={[
            { value: 'this', label: t('controls.thisMonth') },
            { value: 'next', label: t('controls.nextMonth') },
            ...Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: new Intl.DateTimeFormat(i18n.language, { month: 'long' }).format(new Date(2026, index, 1)) })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...test, month: value === 'this' || value === 'next' ? value : Number(value) });
          }}
        />
      );
  }
}
