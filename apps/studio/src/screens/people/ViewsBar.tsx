import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { contactKeys, contactViewsQuery } from './contactQueries';
import { differsFromView, searchOfView, type ListState, type PeopleSearch } from './listState';
import styles from './PeoplePage.module.css';

/** Saved views of the list, shared by the team: open one, save what is shown, save changes, delete. */
export function ViewsBar({ botId, state, viewId, onOpen }: { botId: string; state: ListState; viewId: string | undefined; onOpen: (search: PeopleSearch) => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const client = useQueryClient();
  const views = useQuery(contactViewsQuery(botId)).data?.items ?? [];
  const view = views.find(({ id }) => id === viewId);
  const [naming, setNaming] = useState(false);
  const isChanged = view !== undefined && differsFromView(state, view);

  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: contactKeys.views(botId) });
  };
  const saveAs = (name: string) =>
    act(async () => {
      const made = await call('POST /bots/:botId/contact-views', { params: { botId }, body: { name, ...state } });
      setNaming(false);
      await client.invalidateQueries({ queryKey: contactKeys.views(botId) });
      onOpen(searchOfView(made));
      toast(t('views.saved', { name }));
    });
  const saveChanges = () =>
    act(async () => {
      await call('PUT /bots/:botId/contact-views/:viewId', { params: { botId, viewId: view!.id }, body: { name: view!.name, ...state } });
      toast(t('views.saved', { name: view!.name }));
    });
  const remove = () =>
    act(async () => {
      const { id, createdAt: _, ...body } = view!;
      await call('DELETE /bots/:botId/contact-views/:viewId', { params: { botId, viewId: id } });
      onOpen({});
      toast(t('views.removed', { name: body.name }), { undo: () => act(() => call('POST /bots/:botId/contact-views', { params: { botId }, body })) });
    });

  return (
    <>
      {views.length > 0 && (
        <NativeSelect
          aria-label={t('views.label')}
          value={view?.id ?? ''}
          data={[{ value: '', label: t('views.none') }, ...views.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => {
            const chosen = views.find(({ id }) => id === event.currentTarget.value);
            onOpen(chosen ? searchOfView(chosen) : {});
          }}
        />
      )}
      {isChanged && (
        <Button variant="light" onClick={() => void saveChanges()}>
          {t('views.saveChanges')}
        </Button>
      )}
      <Button variant="subtle" color="gray" leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => setNaming(true)}>
        {t('views.save')}
      </Button>
      {view && (
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('views.remove', { name: view.name })} onClick={() => void remove()}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('views.save')}>
        {naming && <NameForm taken={views.map(({ name }) => name)} onSave={saveAs} />}
      </Modal>
    </>
  );
}

function NameForm({ taken, onSave }: { taken: string[]; onSave: (name: string) => Promise<unknown> }) {
  const { t } = useTranslation(['contacts', 'common']);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const wanted = name.trim();
  const fault = wanted === '' ? t('views.nameMissing') : taken.includes(wanted) ? t('views.nameTaken') : undefined;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (fault) return;
        setBusy(true);
        void onSave(wanted).finally(() => setBusy(false));
      }}
    >
      <p className={styles.text}>{t('views.text')}</p>
      <TextInput data-autofocus label={t('views.name')} maxLength={120} value={name} error={tried && fault} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={styles.actions}>
        <Button type="submit" loading={busy}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
