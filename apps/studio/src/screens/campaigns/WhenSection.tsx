import { IconCalendar, IconRepeat, IconSend, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/Card';
import { ChoiceCards } from '../../ui/ChoiceCards';
import { TextInput } from '../../ui/TextInput';
import { wallClock } from './calendarModel';
import type { CampaignDesign, CampaignProblem } from './campaignQueries';
import { shiftDays } from './designModel';
import { ProblemLines } from './ProblemLines';
import { RecurrenceForm } from './RecurrenceForm';
import type { ChangeDesign } from './WhoSection';
import { ZoneField } from './ZoneField';
import styles from './campaigns.module.css';

type When = CampaignDesign['when'];

/** When it goes out. `done`: times it came already; then it stays one that repeats. */
export function WhenSection({ design, done, timeZone, problems, onChange }: { design: CampaignDesign; done?: number; timeZone: string; problems: readonly CampaignProblem[]; onChange: ChangeDesign }) {
  const { t } = useTranslation('campaigns');
  const { when } = design;
  const change = (next: When, merging?: string) => onChange((before) => ({ ...before, when: next }), merging);
  const begin = (type: When['type']): When => {
    // Ten in the morning tomorrow: a time at which nobody is woken up.
    const tomorrow = shiftDays(`${wallClock(Date.now(), timeZone).day}T10:00`, 1);
    if (type === 'now') return { type };
    if (type === 'repeating') return { type, recurrence: { rule: { type: 'weekly', every: 1, days: [new Date(`${tomorrow}Z`).getUTCDay() || 7], time: '10:00' }, timeZone, from: tomorrow.slice(0, 10), skipDates: [], missed: 'runOnce' } };
    return { type, at: 'at' in when ? when.at : tomorrow, timeZone: 'timeZone' in when ? when.timeZone : timeZone };
  };
  return (
    <Card title={t('when.title')}>
      <div className={styles.fields}>
        {done === undefined && (
          <ChoiceCards
            label={t('when.title')}
            value={when.type}
            choices={[
              { value: 'now', title: t('when.now.title'), help: t('when.now.help'), icon: <IconSend size={20} /> },
              { value: 'once', title: t('when.once.title'), help: t('when.once.help'), icon: <IconCalendar size={20} /> },
              { value: 'ownZone', title: t('when.ownZone.title'), help: t('when.ownZone.help'), icon: <IconWorld size={20} /> },
              { value: 'repeating', title: t('when.repeating.title'), help: t('when.repeating.help'), icon: <IconRepeat size={20} /> },
            ]}
            onChange={(type) => change(begin(type))}
          />
        )}
        {(when.type === 'once' || when.type === 'ownZone') && (
          <div className={styles.row}>
            <TextInput type="datetime-local" label={t('when.at')} value={when.at} onChange={(event) => event.currentTarget.value !== '' && change({ ...when, at: event.currentTarget.value.slice(0, 16) }, 'when.at')} />
            <ZoneField value={when.timeZone} onChange={(zone) => change({ ...when, timeZone: zone })} />
          </div>
        )}
        {when.type === 'ownZone' && <p className={styles.help}>{t('when.ownZone.rule')}</p>}
        {when.type === 'repeating' && <RecurrenceForm recurrence={when.recurrence} done={done} onChange={(recurrence) => change({ type: 'repeating', recurrence })} />}
        <ProblemLines problems={problems} />
      </div>
    </Card>
  );
}
