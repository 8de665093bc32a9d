import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import type { MenuRules } from './menuQueries';
import styles from './RulesPage.module.css';

type MenuWindow = MenuRules['schedule'][number]['window'];
/** A Monday, to name the days of the week by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When a scheduled menu shows: days of the week, or once from one moment to another, in the bot's time zone. */
export function WindowForm({ window, onChange }: { window: MenuWindow; onChange(window: MenuWindow): void }) {
  const { t, i18n } = useTranslation('richMenus');
  const days = useMemo(() => {
    const name = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
    return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, name: name.format(MONDAY + (day - 1) * DAY_MS) }));
  }, [i18n.language]);
  return (
    <>
      <NativeSelect
        label={t('window.label')}
        value={window.type}
        data={(['weekly', 'once'] as const).map((type) => ({ value: type, label: t(`window.${type}`) }))}
        onChange={(event) => onChange(event.currentTarget.value === 'weekly' ? { type: 'weekly', days: [6, 7], from: '10:00', until: '22:00' } : { type: 'once', from: `${today()}T10:00`, until: null })}
      />
      {window.type === 'weekly' ? (
        <>
          <fieldset className={styles.days}>
            <legend>{t('window.days')}</legend>
            {days.map(({ day, name }) => (
              <label key={day} className={styles.day}>
                <input
                  type="checkbox"
                  checked={window.days.includes(day)}
                  // The last day stays: a window without days would never show.
                  onChange={(event) => {
                    const next = event.currentTarget.checked ? [...window.days, day].sort((a, b) => a - b) : window.days.filter((one) => one !== day);
                    if (next.length > 0) onChange({ ...window, days: next });
                  }}
                />
                {name}
              </label>
            ))}
          </fieldset>
          <TextInput type="time" label={t('window.from')} value={window.from} onChange={(event) => event.currentTarget.value && onChange({ ...window, from: event.currentTarget.value })} />
          <TextInput
            type="time"
            label={t('window.until')}
            description={window.until <= window.from ? t('window.nextDay') : undefined}
            value={window.until === '24:00' ? '00:00' : window.until}
            onChange={(event) => event.currentTarget.value && onChange({ ...window, until: event.currentTarget.value })}
          />
        </>
      ) : (
        <>
          <TextInput type="datetime-local" label={t('window.from')} value={window.from} onChange={(event) => event.currentTarget.value && onChange({ ...window, from: event.currentTarget.value.slice(0, 16) })} />
          <TextInput
            type="datetime-local"
            label={t('window.until')}
            description={window.until === null ? t('window.open') : undefined}
            value={window.until ?? ''}
            onChange={(event) => onChange({ ...window, until: event.currentTarget.value.slice(0, 16) || null })}
          />
        </>
      )}
    </>
  );
}

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
