import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ContactField, FieldType } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { contactKeys } from './contactQueries';
import { isFieldKey, keyFor } from './fieldKey';
import list from './PeoplePage.module.css';
import styles from './FieldForm.module.css';

const TYPES = ['text', 'number', 'date', 'dateTime', 'boolean', 'choice', 'multiChoice'] as const satisfies readonly FieldType[];

/** Describes a field, new or met in flows, or changes its description. Its name in flows stays once it has one. */
export function FieldForm({ botId, field, onClose }: { botId: string; field: ContactField | undefined; onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const client = useQueryClient();
  const [label, setLabel] = useState(field?.label ?? '');
  const [ownKey, setOwnKey] = useState<string>();
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const [description, setDescription] = useState(field?.description ?? '');
  const [options, setOptions] = useState<{ key: string; label: string }[]>(field?.options ?? []);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const key = field?.key ?? ownKey ?? keyFor(label);
  const hasOptions = type === 'choice' || type === 'multiChoice';
  const filledOptions = options.map((option) => ({ key: (option.key || option.label).trim(), label: option.label.trim() })).filter((option) => option.label !== '');
  const faults = {
    label: label.trim() === '' ? t('fields.labelMissing') : undefined,
    key: !field && !isFieldKey(key) ? t('fields.keyInvalid') : undefined,
    options: hasOptions && filledOptions.length === 0 ? t('fields.optionsMissing') : new Set(filledOptions.map((option) => option.key)).size < filledOptions.length ? t('fields.optionTwice') : undefined,
  };
  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (faults.label || faults.key || (hasOptions && faults.options)) return;
    setBusy(true);
    const body = { label: label.trim(), type, description: description.trim(), options: hasOptions ? filledOptions : [] };
    try {
      if (field?.isDefined) await call('PATCH /bots/:botId/fields/:field', { params: { botId, field: field.key }, body });
      else await call('POST /bots/:botId/fields', { params: { botId }, body: { ...body, key } });
      toast(t('fields.saved', { name: body.label }));
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiError && error.code === 'conflict' ? t('fields.keyTaken') : errorLine(error, t as never));
      setBusy(false);
    }
    await client.invalidateQueries({ queryKey: contactKeys.fields(botId) });
  };
  return (
    <Modal opened onClose={onClose} title={field ? field.label : t('fields.new')} size="lg">
      <form
        className={list.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormError>{problem}</FormError>
        <TextInput data-autofocus label={t('fields.label')} maxLength={120} value={label} error={tried && faults.label} onChange={(event) => setLabel(event.currentTarget.value)} />
        <TextInput
          label={t('fields.key')}
          description={t('fields.keyHelp')}
          maxLength={40}
          spellCheck={false}
          value={key}
          disabled={field !== undefined}
          error={tried && faults.key}
          onChange={(event) => setOwnKey(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('fields.type')}
          description={field?.isDefined ? t('fields.typeHelp') : undefined}
          value={type}
          data={TYPES.map((value) => ({ value, label: t(`fieldTypes.${value}`) }))}
          onChange={(event) => {
            setType(event.currentTarget.value as FieldType);
            if (options.length === 0) setOptions([{ key: '', label: '' }]);
          }}
        />
        {hasOptions && (
          <fieldset className={styles.options}>
            <legend>{t('fields.options')}</legend>
            {options.map((option, index) => (
              <div key={index} className={styles.option}>
                <TextInput
                  aria-label={t('fields.option', { number: index + 1 })}
                  maxLength={64}
                  value={option.label}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setOptions(options.map((old, at) => (at === index ? { ...old, label: value } : old)));
                  }}
                />
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.removeOption', { number: index + 1 })} onClick={() => setOptions(options.filter((_, at) => at !== index))}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </div>
            ))}
            {tried && faults.options && (
              <p role="alert" className={styles.error}>
                {faults.options}
              </p>
            )}
            <Button size="xs" variant="default" className={styles.add} leftSection={<IconPlus size={14} aria-hidden />} disabled={options.length >= 100} onClick={() => setOptions([...options, { key: '', label: '' }])}>
              {t('fields.addOption')}
            </Button>
          </fieldset>
        )}
        <TextInput label={t('fields.description')} maxLength={400} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        <div className={list.actions}>
          <Button type="submit" loading={busy}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
