import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl, call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { Modal } from '../../ui/Modal';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { contactKeys } from './contactQueries';
import { openDownload } from './openDownload';
import list from './PeoplePage.module.css';
import styles from './PersonPage.module.css';

/** Taking a person's data out as a file, and deleting it for good: only after their name was typed. */
export function PersonalData({ botId, contactId, name }: { botId: string; contactId: string; name: string }) {
  const { t } = useTranslation('contacts');
  const [asked, setAsked] = useState(false);
  return (
    <div className={styles.stack}>
      <p className={styles.text}>{t('data.text')}</p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={() => openDownload(apiUrl('/bots/:botId/contacts/:contactId/personal-data', { params: { botId, contactId } }))}>
          {t('data.export')}
        </Button>
        <Button size="xs" variant="outline" color="red" onClick={() => setAsked(true)}>
          {t('data.delete')}
        </Button>
      </div>
      <Modal opened={asked} onClose={() => setAsked(false)} title={t('data.deleteTitle', { name })}>
        {asked && <DeleteForm botId={botId} contactId={contactId} name={name} />}
      </Modal>
    </div>
  );
}

function DeleteForm({ botId, contactId, name }: { botId: string; contactId: string; name: string }) {
  const { t } = useTranslation('contacts');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isSame = typed.trim() === name.trim();
  const remove = async () => {
    setTried(true);
    if (!isSame) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call('DELETE /bots/:botId/contacts/:contactId', { params: { botId, contactId } });
      toast(t('data.deleted', { name }));
      // A list from before would show them once more.
      client.removeQueries({ queryKey: contactKeys.rows(botId) });
      await navigate({ to: '/b/$botId/people', params: { botId }, search: {}, replace: true });
      client.removeQueries({ queryKey: keys.contact(botId, contactId) });
      await client.invalidateQueries({ queryKey: contactKeys.all(botId) });
    } catch (error) {
      setProblem(errorLine(error, t as never));
      setBusy(false);
    }
  };
  return (
    <form
      className={list.form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <FormError>{problem}</FormError>
      <p className={styles.strong}>{t('data.deleteText', { name })}</p>
      <TextInput data-autofocus label={t('data.type', { name })} value={typed} error={tried && !isSame && t('data.notSame')} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={styles.actions}>
        <Button type="submit" color="red" loading={busy}>
          {t('data.deleteNow')}
        </Button>
      </div>
    </form>
  );
}
