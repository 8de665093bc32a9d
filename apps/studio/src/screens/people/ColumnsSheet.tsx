import { useQuery } from '@tanstack/react-query';
import type { ContactColumn } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/Checkbox';
import { Sheet } from '../../ui/Sheet';
import { fieldsQuery } from './contactQueries';
import { COLUMNS } from './listState';
import styles from './PeoplePage.module.css';

/** Which columns the list has; remembered on this computer. */
export function ColumnsSheet({ botId, opened, columns, onChange, onClose }: { botId: string; opened: boolean; columns: readonly ContactColumn[]; onChange: (columns: ContactColumn[]) => void; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const fields = useQuery({ ...fieldsQuery(botId), enabled: opened }).data?.items ?? [];
  const offered: { value: ContactColumn; label: string }[] = [...COLUMNS.map((value) => ({ value, label: t(`columns.${value}`) })), ...fields.map(({ key, label }) => ({ value: `field:${key}` as const, label }))];
  const toggle = (value: ContactColumn) => {
    const wanted = columns.includes(value) ? columns.filter((column) => column !== value) : [...columns, value];
    // In the order they are offered, so that a column does not stand where it happened to be ticked.
    onChange([...offered.map((column) => column.value).filter((column) => wanted.includes(column)), ...wanted.filter((column) => !offered.some((known) => known.value === column))]);
  };
  return (
    <Sheet opened={opened} onClose={onClose} title={t('list.columns')}>
      <fieldset className={styles.columns}>
        <legend className={styles.text}>{t('list.columnsText')}</legend>
        {offered.map(({ value, label }) => (
          <Checkbox key={value} label={label} checked={columns.includes(value)} disabled={columns.length === 1 && columns[0] === value} onChange={() => toggle(value)} />
        ))}
      </fieldset>
    </Sheet>
  );
}
