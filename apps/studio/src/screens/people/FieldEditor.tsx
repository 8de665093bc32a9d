import type { ContactField, FieldValue, JsonValue } from '@chatloom/contract';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { ChipsInput } from '../../ui/ChipsInput';
import { NativeSelect } from '../../ui/NativeSelect';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { fromEditor, toEditor } from './fieldDraft';
import { useChangePerson } from './useChangePerson';
import styles from './PersonPage.module.css';

interface Props {
  botId: string;
  contactId: string;
  field: ContactField;
  value: JsonValue | undefined;
  onDone: () => void;
}

/** The value of one field with the control of its type; saved by its button, emptied by clearing it. */
export function FieldEditor({ botId, contactId, field, value, onDone }: Props) {
  const { t } = useTranslation(['contacts', 'common']);
  const change = useChangePerson(botId, contactId);
  const [draft, setDraft] = useState(() => toEditor(field.type, value));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const wanted = fromEditor(field.type, draft);
    if (wanted === undefined) return setProblem(t(`fieldFaults.${field.type}`));
    setBusy(true);
    setProblem(undefined);
    const done = await change({ fields: { [field.key]: wanted as FieldValue } }, (error) => setProblem(error instanceof ApiError && error.details[0] ? t(`fieldFaults.${field.type}`) : errorLine(error, t as never)));
    setBusy(false);
    if (done) onDone();
  };
  const text = typeof draft === 'string' ? draft : '';
  const shared = { label: field.label, error: problem, 'data-autofocus': true, autoFocus: true };
  const controls: Record<ContactField['type'], () => ReactNode> = {
    text: () => <Textarea {...shared} autosize minRows={1} maxRows={8} maxLength={5000} value={text} onChange={(event) => setDraft(event.currentTarget.value)} />,
    number: () => <TextInput {...shared} inputMode="decimal" value={text} onChange={(event) => setDraft(event.currentTarget.value)} />,
    date: () => <TextInput {...shared} type="date" value={text} onChange={(event) => setDraft(event.currentTarget.value)} />,
    dateTime: () => <TextInput {...shared} type="datetime-local" value={text} onChange={(event) => setDraft(event.currentTarget.value)} />,
    boolean: () => (
      <NativeSelect
        {...shared}
        value={text}
        data={[
          { value: '', label: t('fields.empty') },
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
    ),
    choice: () => (
      <NativeSelect {...shared} value={text} data={[{ value: '', label: t('fields.empty') }, ...field.options.map(({ key, label }) => ({ value: key, label }))]} onChange={(event) => setDraft(event.currentTarget.value)} />
    ),
    multiChoice: () => (
      <ChipsInput label={field.label} showLabel error={problem} values={Array.isArray(draft) ? draft : []} options={field.options.map(({ key, label }) => ({ value: key, label }))} onChange={setDraft} />
    ),
  };
  return (
    <form
      className={styles.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {controls[field.type]()}
      {field.description && <p className={styles.text}>{field.description}</p>}
      <div className={styles.actions}>
        <Button type="submit" size="xs" loading={busy}>
          {t('common:save')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
