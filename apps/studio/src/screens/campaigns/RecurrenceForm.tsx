import type { Recurrence, RecurrenceRule } from '@chatloom/flow';
import { lazy, Suspense, useState } from 'react';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { useFormat } from '../../i18n/useFormat';
import { CheckLine } from './CheckLine';
import { CronField } from './CronField';
import { NumberField } from './NumberField';
import { beginRule, weekdayNames } from './recurrenceModel';
import { ZoneField } from './ZoneField';
import styles from './campaigns.module.css';

const NextTimes = lazy(() => import('./NextTimes'));
const RULES = ['daily', 'weekly', 'monthly', 'yearly', 'cron'] as const;
const NTHS = [1, 2, 3, 4, 5, -1] as const;
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** A calendar rule in words: how often, at what time, where, from when until when, and days left out; with the next times it means. `done`: times it came already. */
export function RecurrenceForm({ recurrence, done = 0, onChange }: { recurrence: Recurrence; done?: number; onChange(recurrence: Recurrence): void }) {
  const { t, i18n } = useTranslation('campaigns');
  const format = useFormat();
  const [skipped, setSkipped] = useState('');
  const { rule } = recurrence;
  const weekdays = weekdayNames(i18n.language);
  const months = Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 15)));
  const change = (next: RecurrenceRule) => onChange({ ...recurrence, rule: next });
  const time = 'time' in rule ? rule.time : '10:00';
  const without = ({ count: _count, until: _until, ...rest }: Recurrence): Recurrence => rest;
  return (
    <div className={styles.fields}>
      <div className={styles.row}>
        <NativeSelect label={t('repeat.rule')} value={rule.type} data={RULES.map((type) => ({ value: type, label: t(`repeat.rules.${type}`) }))} onChange={(event) => change(beginRule(event.currentTarget.value as RecurrenceRule['type'], time, recurrence.from))} />
        {'every' in rule && rule.type !== 'weekly' && <NumberField label={t(rule.type === 'daily' ? 'repeat.everyDays' : 'repeat.everyMonths')} className={styles.number} value={rule.every} min={1} max={rule.type === 'daily' ? 365 : 24} onChange={(every) => change({ ...rule, every })} />}
        {rule.type === 'weekly' && <NumberField label={t('repeat.everyWeeks')} className={styles.number} value={rule.every} min={1} max={52} onChange={(every) => change({ ...rule, every })} />}
        {rule.type === 'yearly' && (
          <>
            <NativeSelect label={t('repeat.month')} value={String(rule.month)} data={months.map((label, index) => ({ value: String(index + 1), label }))} onChange={(event) => change({ ...rule, month: Number(event.currentTarget.value) })} />
            <NumberField label={t('repeat.day')} className={styles.number} value={rule.day} min={1} max={31} onChange={(day) => change({ ...rule, day })} />
          </>
        )}
        {rule.type !== 'cron' && <TextInput type="time" className={styles.narrow} label={t('repeat.time')} value={time} onChange={(event) => event.currentTarget.value !== '' && change({ ...rule, time: event.currentTarget.value.slice(0, 5) })} />}
        {rule.type === 'cron' && <CronField value={rule.cron} onChange={(cron) => change({ type: 'cron', cron })} />}
        <ZoneField value={recurrence.timeZone} onChange={(timeZone) => onChange({ ...recurrence, timeZone })} />
      </div>
      {rule.type === 'weekly' && (
        <fieldset className={styles.group} style={{ gap: 4 }}>
          <legend>{t('repeat.weekdays')}</legend>
          <div className={styles.row}>
            {DAYS.map((day) => (
              <label key={day} className={styles.check}>
                <input
                  type="checkbox"
                  checked={rule.days.includes(day)}
                  // The last one stays: a week without a day would never come.
                  disabled={rule.days.length === 1 && rule.days[0] === day}
                  onChange={(event) => change({ ...rule, days: DAYS.filter((each) => (each === day ? event.target.checked : rule.days.includes(each))) })}
                />
                <span>{weekdays[day - 1]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {rule.type === 'monthly' && (
        <div className={styles.row}>
          <NativeSelect
            label={t('repeat.on')}
            value={rule.on.type}
            data={(['day', 'lastDay', 'weekday'] as const).map((type) => ({ value: type, label: t(`repeat.ons.${type}`) }))}
            onChange={(event) => ((type) => change({ ...rule, on: type === 'day' ? { type, day: 1 } : type === 'weekday' ? { type, nth: 1, weekday: 1 } : { type: 'lastDay' } }))(event.currentTarget.value)}
          />
          {rule.on.type === 'day' && <NumberField label={t('repeat.day')} className={styles.number} value={rule.on.day} min={1} max={31} onChange={(day) => change({ ...rule, on: { type: 'day', day } })} />}
          {rule.on.type === 'weekday' && ((on) => (
            <>
              <NativeSelect label={t('repeat.nth')} value={String(on.nth)} data={NTHS.map((nth) => ({ value: String(nth), label: t(`repeat.nths.${nth === -1 ? 'last' : nth}`) }))} onChange={(event) => change({ ...rule, on: { ...on, nth: Number(event.currentTarget.value) as (typeof NTHS)[number] } })} />
              <NativeSelect label={t('repeat.weekday')} value={String(on.weekday)} data={weekdays.map((label, index) => ({ value: String(index + 1), label }))} onChange={(event) => change({ ...rule, on: { ...on, weekday: Number(event.currentTarget.value) } })} />
            </>
          ))(rule.on)}
        </div>
      )}
      <div className={styles.row}>
        <TextInput type="date" label={t('repeat.from')} value={recurrence.from ?? ''} onChange={(event) => onChange({ ...recurrence, from: event.currentTarget.value || undefined })} />
        <NativeSelect
          label={t('repeat.ends')}
          value={recurrence.until !== undefined ? 'until' : recurrence.count !== undefined ? 'count' : 'never'}
          data={(['never', 'until', 'count'] as const).map((value) => ({ value, label: t(`repeat.end.${value}`) }))}
          onChange={(event) => {
            const value = event.currentTarget.value;
            onChange({ ...without(recurrence), ...(value === 'until' && { until: `${Number((recurrence.from ?? '2026').slice(0, 4)) + 1}${(recurrence.from ?? '2026-12-31').slice(4)}` }), ...(value === 'count' && { count: 10 }) });
          }}
        />
        {recurrence.until !== undefined && <TextInput type="date" label={t('repeat.until')} value={recurrence.until} min={recurrence.from} onChange={(event) => event.currentTarget.value >= (recurrence.from ?? '0') && onChange({ ...recurrence, until: event.currentTarget.value })} />}
        {recurrence.count !== undefined && <NumberField label={t('repeat.count')} className={styles.number} value={recurrence.count} min={1} max={10_000} onChange={(count) => onChange({ ...recurrence, count })} />}
      </div>
      <div>
        <div className={styles.row}>
          <TextInput type="date" label={t('repeat.skip')} value={skipped} onChange={(event) => setSkipped(event.currentTarget.value)} />
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={skipped === '' || recurrence.skipDates.includes(skipped)}
            onClick={() => {
              onChange({ ...recurrence, skipDates: [...recurrence.skipDates, skipped].sort() });
              setSkipped('');
            }}
          >
            {t('repeat.skipAdd')}
          </Button>
        </div>
        {recurrence.skipDates.length > 0 && (
          <ul className={styles.chips} style={{ marginTop: 8 }} aria-label={t('repeat.skipped')}>
            {recurrence.skipDates.map((date) => (
              <li key={date} className={styles.chip}>
                <span>{format.date(`${date}T12:00:00`)}</span>
                <button type="button" aria-label={t('repeat.skipRemove', { date })} onClick={() => onChange({ ...recurrence, skipDates: recurrence.skipDates.filter((each) => each !== date) })}>
                  <IconX size={14} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <CheckLine label={t('repeat.missed')} help={t('repeat.missedHelp')} checked={recurrence.missed === 'runOnce'} onChange={(on) => onChange({ ...recurrence, missed: on ? 'runOnce' : 'skip' })} />
      <Suspense>
        <NextTimes recurrence={recurrence} done={done} />
      </Suspense>
    </div>
  );
}
