import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ContactField } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { FormError } from '../../ui/FormError';
import { Modal } from '../../ui/Modal';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { contactKeys, fieldUseQuery } from './contactQueries';
import { NameUses } from './NameUses';
import list from './PeoplePage.module.css';

/** Asks before a field is forgotten: what names it, how many people have a value, and whether the values go too. */
export function DeleteField({ botId, field, onClose }: { botId: string; field: ContactField; onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const use = useQuery(fieldUseQuery(botId, field.key)).data;
  const [withValues, setWithValues] = useState(!field.isDefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const remove = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call('DELETE /bots/:botId/fields/:field', { params: { botId, field: field.key }, query: { values: withValues ? 'delete' : 'keep' } });
      toast(t('fields.removed', { name: field.label }));
      onClose();
    } catch (error) {
      setProblem(errorLine(error, t as never));
      setBusy(false);
    }
    await client.invalidateQueries({ queryKey: contactKeys.fields(botId) });
  };
  return (
    <Modal opened onClose={onClose} title={t('fields.removeTitle', { name: field.label })}>
      <div className={list.form}>
        <FormError>{problem}</FormError>
        {!use ? (
          <SkeletonList count={1} height={40} />
        ) : (
          <>
            <p className={list.text}>{t(use.isEstimate ? 'fields.valuesAbout' : 'fields.values', { count: use.contacts, number: format.number(use.contacts) })}</p>
            <NameUses botId={botId} flows={use.flows} others={use.others} />
            <Checkbox label={t('fields.withValues')} description={t('fields.withValuesText')} checked={withValues} disabled={!field.isDefined} onChange={(event) => setWithValues(event.currentTarget.checked)} />
          </>
        )}
        <div className={list.actions}>
          <Button color="red" loading={busy} disabled={!use} onClick={() => void remove()}>
            {t('fields.removeNow')}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
