import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { AREA_COUNTRIES, AREAS } from './lineAreas';
import type { CampaignDesign } from './campaignQueries';
import styles from './campaigns.module.css';

type Demographic = NonNullable<Extract<CampaignDesign['to'], { type: 'audience' }>['demographic']>;
type Age = NonNullable<NonNullable<Demographic['age']>['from']>;
type Period = NonNullable<NonNullable<Demographic['friendFor']>['from']>;
const AGES = [15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
const PERIODS = [7, 30, 90, 180, 365];

/** What LINE knows about people (FACTS §12): gender, age, telephone, region, how long they have been friends. Nothing ticked: no matter. */
export function DemographicFields({ value, onChange }: { value: Demographic; onChange(value: Demographic): void }) {
  const { t } = useTranslation('campaigns');
  const toggled = <T extends string>(list: readonly T[], item: T, on: boolean): T[] => (on ? [...list, item] : list.filter((each) => each !== item));
  const range = <T extends string>(current: { from: T | null; until: T | null } | null, part: 'from' | 'until', chosen: T | null) => {
    const next = { from: current?.from ?? null, until: current?.until ?? null, [part]: chosen } as { from: T | null; until: T | null };
    return next.from === null && next.until === null ? null : next;
  };
  const boxes = <T extends string>(legend: string, list: readonly T[], options: readonly { value: T; label: string }[], set: (list: T[]) => void) => (
    <fieldset className={styles.group} style={{ gap: 4 }}>
      <legend>{legend}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.value} className={styles.check}>
            <input type="checkbox" checked={list.includes(option.value)} onChange={(event) => set(toggled(list, option.value, event.target.checked))} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
  const ages = AGES.map((age) => ({ value: `age_${age}`, label: t('who.demographic.years', { count: age }) }));
  const periods = PERIODS.map((days) => ({ value: `day_${days}`, label: t('who.demographic.days', { count: days }) }));
  const any = { value: '', label: t('who.demographic.any') };
  return (
    <div className={styles.fields}>
      {boxes(t('who.demographic.gender'), value.gender, [{ value: 'female', label: t('who.demographic.female') }, { value: 'male', label: t('who.demographic.male') }], (gender) => onChange({ ...value, gender }))}
      <div className={styles.row}>
        <NativeSelect label={t('who.demographic.ageFrom')} value={value.age?.from ?? ''} data={[any, ...ages]} onChange={(event) => onChange({ ...value, age: range(value.age, 'from', (event.currentTarget.value || null) as Age | null) })} />
        <NativeSelect label={t('who.demographic.ageUntil')} value={value.age?.until ?? ''} data={[any, ...ages]} onChange={(event) => onChange({ ...value, age: range(value.age, 'until', (event.currentTarget.value || null) as Age | null) })} />
      </div>
      <div className={styles.row}>
        <NativeSelect label={t('who.demographic.friendFrom')} value={value.friendFor?.from ?? ''} data={[any, ...periods]} onChange={(event) => onChange({ ...value, friendFor: range(value.friendFor, 'from', (event.currentTarget.value || null) as Period | null) })} />
        <NativeSelect label={t('who.demographic.friendUntil')} value={value.friendFor?.until ?? ''} data={[any, ...periods]} onChange={(event) => onChange({ ...value, friendFor: range(value.friendFor, 'until', (event.currentTarget.value || null) as Period | null) })} />
      </div>
      {boxes(t('who.demographic.telephone'), value.appType, [{ value: 'ios', label: 'iPhone' }, { value: 'android', label: 'Android' }], (appType) => onChange({ ...value, appType }))}
      {AREA_COUNTRIES.map((country) => (
        <details key={country} className={styles.more} open={value.area.some((code) => code.startsWith(country)) || undefined}>
          <summary>{t(`who.demographic.country.${country}`)}</summary>
          {boxes(t('who.demographic.area'), value.area, AREAS[country].map((name, index) => ({ value: `${country}_${String(index + 1).padStart(2, '0')}`, label: name })), (area) => onChange({ ...value, area }))}
        </details>
      ))}
    </div>
  );
}
