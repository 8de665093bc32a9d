import { useQuery } from '@tanstack/react-query';
import type { ContactImport, ImportMapping, ImportTarget } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Checkbox } from '../../ui/Checkbox';
import { ChipsInput } from '../../ui/ChipsInput';
import { FormError } from '../../ui/FormError';
import { NativeSelect } from '../../ui/NativeSelect';
import { SuggestInput } from '../../ui/SuggestInput';
import { fieldsQuery, tagsQuery } from './contactQueries';
import { keyFor } from './fieldKey';
import { fitMapping, mappingFaults, newTarget } from './importMapping';
import styles from './Import.module.css';

const TARGETS = ['ignore', 'lineUserId', 'matchField', 'name', 'language', 'tags', 'tagIfYes', 'field', 'consent'] as const satisfies readonly ImportTarget['to'][];
const SEPARATORS = [',', ';', '|', '/', '、'] as const;
const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
const SAMPLES = 3;

/** What each column of the file is. Begins with what the server thinks it might be. */
export function ImportMappingForm({ botId, job, busy, onCheck }: { botId: string; job: ContactImport; busy: boolean; onCheck: (mapping: ImportMapping) => void }) {
  const { t } = useTranslation('contacts');
  const width = Math.max(0, ...job.preview.map((line) => line.length));
  const [mapping, setMapping] = useState(() => fitMapping(job.mapping ?? job.suggestion, width));
  const [tried, setTried] = useState(false);
  const fields = useQuery(fieldsQuery(botId)).data?.items ?? [];
  const tags = useQuery(tagsQuery(botId)).data?.items ?? [];
  const faults = mappingFaults(mapping);
  const headers = mapping.hasHeader ? (job.preview[0] ?? []) : [];
  const lines = job.preview.slice(mapping.hasHeader ? 1 : 0);
  const nameOf = (index: number) => headers[index]?.trim() || t('import.mapping.column', { number: index + 1 });
  const set = (index: number, target: ImportTarget) => setMapping({ ...mapping, columns: mapping.columns.map((old, at) => (at === index ? target : old)) });
  const problem = faults.noMatch ? t('importProblems.noMatchColumn') : faults.twice ? t('import.mapping.twice') : faults.columns.length > 0 ? t('import.mapping.missing') : undefined;

  return (
    <Card title={t('import.mapping.title')}>
      <form
        className={styles.wide}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!problem) onCheck(mapping);
        }}
      >
        <p className={styles.text}>{t('import.mapping.text')}</p>
        <FormError>{tried && problem}</FormError>
        <Checkbox label={t('import.mapping.hasHeader')} checked={mapping.hasHeader} onChange={(event) => setMapping({ ...mapping, hasHeader: event.currentTarget.checked })} />
        <ol className={styles.columns}>
          {mapping.columns.map((target, index) => {
            const name = nameOf(index);
            const isFaulty = tried && faults.columns.includes(index);
            return (
              <li key={index} className={styles.column}>
                <div className={styles.columnName}>
                  <strong>{name}</strong>
                  <div className={styles.text}>
                    {lines
                      .map((line) => line[index] ?? '')
                      .filter((cell) => cell !== '')
                      .slice(0, SAMPLES)
                      .join(' · ')}
                  </div>
                </div>
                <div className={styles.controls}>
                  <NativeSelect
                    aria-label={t('import.mapping.becomes', { name })}
                    value={target.to}
                    data={TARGETS.map((value) => ({ value, label: t(`import.targets.${value}`) }))}
                    onChange={(event) => set(index, newTarget(event.currentTarget.value as ImportTarget['to'], { field: fields.find(({ key, label }) => label === name || key === name)?.key ?? keyFor(name), tag: name }))}
                  />
                  {(target.to === 'field' || target.to === 'matchField') && (
                    <SuggestInput aria-label={t('import.mapping.field', { name })} placeholder={t('import.mapping.fieldKey')} maxLength={40} names={fields.map(({ key }) => key)} value={target.field} error={isFaulty && t('fields.keyInvalid')} onChange={(event) => set(index, { ...target, field: event.currentTarget.value })} />
                  )}
                  {target.to === 'field' && <Checkbox label={t('import.mapping.emptyClears')} checked={target.emptyClears} onChange={(event) => set(index, { ...target, emptyClears: event.currentTarget.checked })} />}
                  {target.to === 'tags' && (
                    <NativeSelect aria-label={t('import.mapping.separator', { name })} value={target.separator} data={SEPARATORS.map((value) => ({ value, label: t('import.mapping.separated', { separator: value }) }))} onChange={(event) => set(index, { ...target, separator: event.currentTarget.value as (typeof SEPARATORS)[number] })} />
                  )}
                  {target.to === 'tagIfYes' && (
                    <SuggestInput aria-label={t('import.mapping.tag', { name })} maxLength={64} names={tags.map((tag) => tag.name)} value={target.tag} error={isFaulty && t('tags.nameMissing')} onChange={(event) => set(index, { ...target, tag: event.currentTarget.value })} />
                  )}
                </div>
              </li>
            );
          })}
        </ol>
        <div className={styles.form}>
          <NativeSelect label={t('import.mapping.dateOrder')} value={mapping.dateOrder} data={DATE_ORDERS.map((value) => ({ value, label: t(`dateOrders.${value}`) }))} onChange={(event) => setMapping({ ...mapping, dateOrder: event.currentTarget.value as (typeof DATE_ORDERS)[number] })} />
          <ChipsInput label={t('import.mapping.everybody')} showLabel description={t('import.mapping.everybodyHelp')} free maxLength={64} values={mapping.tags} options={tags.map((tag) => ({ value: tag.name, label: tag.name }))} onChange={(wanted) => setMapping({ ...mapping, tags: wanted })} />
        </div>
        <div className={styles.actions}>
          <Button type="submit" loading={busy}>
            {t('import.check')}
          </Button>
          <span className={styles.text}>{t('import.checkHelp')}</span>
        </div>
      </form>
    </Card>
  );
}
