import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { TextInput } from '../../ui/TextInput';
import { nextOpening, usualWeek, withDay, WEEKDAYS, wrongDays, type BusinessHours, type Opening, type Weekday } from './businessHours';
import forms from './forms.module.css';
import styles from './BusinessHoursField.module.css';

/** 2024-01-01 was a Monday: names of weekdays come from dates. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Always open, or the stretches of each weekday. */
export function BusinessHoursField({ value, onChange, showFaults }: { value: BusinessHours | null; onChange: (value: BusinessHours | null) => void; showFaults: boolean }) {
  const { t, i18n } = useTranslation('settings');
  const names = useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' });
    return new Map(WEEKDAYS.map((day, index) => [day, format.format(MONDAY + index * DAY_MS)]));
  }, [i18n.language]);
  const wrong = showFaults ? wrongDays(value) : [];
  const change = (day: Weekday, openings: Opening[]) => onChange(withDay(value ?? {}, day, openings));
  const changeOne = (day: Weekday, index: number, part: Partial<Opening>) => change(day, (value?.[day] ?? []).map((opening, at) => (at === index ? { ...opening, ...part } : opening)));
  const sameOnWorkdays = () => {
    const monday = value?.['1'] ?? [];
    onChange(WEEKDAYS.slice(0, 5).reduce((week, day) => withDay(week, day, monday.map((opening) => ({ ...opening }))), value ?? {}));
  };
  return (
    <div role="group" aria-labelledby="hours">
      <div id="hours" className={forms.label}>
        {t('bot.hours')}
      </div>
      <p className={forms.help}>{t('bot.hoursHelp')}</p>
      <SegmentedControl
        aria-label={t('bot.hours')}
        value={value ? 'set' : 'always'}
        onChange={(choice) => onChange(choice === 'set' ? usualWeek() : null)}
        data={[
          { value: 'always', label: t('bot.alwaysOpen') },
          { value: 'set', label: t('bot.setHours') },
        ]}
      />
      {value && (
        <>
          <ul className={styles.week}>
            {WEEKDAYS.map((day) => {
              const name = names.get(day)!;
              const openings = value[day] ?? [];
              return (
                <li key={day} className={styles.day}>
                  <span className={styles.name}>{name}</span>
                  <div className={styles.openings}>
                    {openings.length === 0 && <span className={styles.closed}>{t('bot.closed')}</span>}
                    {openings.map((opening, index) => (
                      <div key={index} className={styles.opening}>
                        <TextInput type="time" aria-label={t('bot.from', { day: name })} value={opening.from} onChange={(event) => changeOne(day, index, { from: event.currentTarget.value })} aria-invalid={wrong.includes(day)} />
                        <span aria-hidden>–</span>
                        <TextInput
                          type="time"
                          aria-label={t('bot.to', { day: name })}
                          // A time field knows no 24:00; midnight as an end means the end of the day.
                          value={opening.to === '24:00' ? '00:00' : opening.to}
                          onChange={(event) => changeOne(day, index, { to: event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value })}
                          aria-invalid={wrong.includes(day)}
                        />
                        <ActionIcon variant="subtle" color="gray" className={styles.icon} aria-label={t('bot.removeHours', { day: name })} onClick={() => change(day, openings.filter((_, at) => at !== index))}>
                          <IconX size={16} aria-hidden />
                        </ActionIcon>
                      </div>
                    ))}
                    {wrong.includes(day) && (
                      <span role="alert" className={styles.wrong}>
                        {t('bot.hoursWrong', { day: name })}
                      </span>
                    )}
                  </div>
                  <ActionIcon variant="subtle" color="gray" className={styles.icon} aria-label={t('bot.addHours', { day: name })} onClick={() => change(day, [...openings, nextOpening(openings)])}>
                    <IconPlus size={16} aria-hidden />
                  </ActionIcon>
                </li>
              );
            })}
          </ul>
          <Button variant="default" size="xs" onClick={sameOnWorkdays}>
            {t('bot.copyHours')}
          </Button>
        </>
      )}
    </div>
  );
}
