import { useQueryClient } from '@tanstack/react-query';
import type { Consent, ConsentState } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { ConsentStory } from './ConsentStory';
import styles from './PersonPage.module.css';

/** Whether a person agreed to marketing, who wrote it down and when; campaigns leave out everybody with a no. */
export function ConsentCard({ botId, contactId, consent }: { botId: string; contactId: string; consent: Consent }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const [state, setState] = useState<ConsentState>(consent.state);
  const [note, setNote] = useState(consent.note);
  const [busy, setBusy] = useState(false);
  const [storyShown, setStoryShown] = useState(false);
  const isChanged = state !== consent.state || note.trim() !== consent.note;
  const save = async () => {
    setBusy(true);
    try {
      await call('PUT /bots/:botId/contacts/:contactId/consent', { params: { botId, contactId }, body: { state, note: note.trim() } });
      toast(t('consent.saved'));
      await client.invalidateQueries({ queryKey: keys.contact(botId, contactId) });
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NativeSelect
        label={t('consent.label')}
        value={state}
        data={(['unknown', 'yes', 'no'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
        onChange={(event) => setState(event.currentTarget.value as ConsentState)}
      />
      <TextInput label={t('consent.note')} placeholder={t('consent.example')} maxLength={400} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {consent.at && <p className={styles.text}>{t('consent.since', { date: format.dateTime(consent.at), by: t(`consent.by.${consent.by ?? 'person'}`) })}</p>}
      {isChanged && (
        <div className={styles.actions}>
          <Button type="submit" size="xs" loading={busy}>
            {t('common:save')}
          </Button>
        </div>
      )}
      {consent.at && (
        <div>
          <Button variant="subtle" size="compact-sm" aria-expanded={storyShown} onClick={() => setStoryShown(!storyShown)}>
            {t('consent.story')}
          </Button>
          {storyShown && <ConsentStory botId={botId} contactId={contactId} />}
        </div>
      )}
    </form>
  );
}
