import { cronProblem } from '@chatloom/nodes/definitions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/TextInput';
import styles from './campaigns.module.css';

/** Five cron fields; what is not one stays in the field with a sentence, and the last good one holds. */
export function CronField({ value, onChange }: { value: string; onChange(cron: string): void }) {
  const { t } = useTranslation('campaigns');
  const [typed, setTyped] = useState(value);
  const fault = cronProblem(typed) !== undefined;
  return (
    <TextInput
      className={styles.zone}
      label={t('repeat.cron')}
      description={t('repeat.cronHelp')}
      error={fault && t('repeat.cronFault')}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (cronProblem(text) === undefined) onChange(text);
      }}
    />
  );
}
