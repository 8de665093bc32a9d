import { IconArrowDown, IconArrowUp, IconForms, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ContactField } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { contactKeys, fieldsQuery } from './contactQueries';
import { DeleteField } from './DeleteField';
import { FieldForm } from './FieldForm';
import { PeopleTabs } from './PeopleTabs';
import rows from './PeopleRows.module.css';

const route = getRouteApi('/b/$botId/people/fields');

/** What can be kept about people: fields with a label and a type, in the order they are shown. */
export default function FieldsPage() {
  const { t } = useTranslation('contacts');
  const { botId } = route.useParams();
  const client = useQueryClient();
  const fields = useQuery(fieldsQuery(botId));
  const [editing, setEditing] = useState<ContactField | 'new'>();
  const [removing, setRemoving] = useState<ContactField>();
  const items = fields.data?.items;
  const defined = items?.filter(({ isDefined }) => isDefined) ?? [];
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('fields.new')}
    </Button>
  );
  const move = async (index: number, by: 1 | -1) => {
    const order = defined.map(({ key }) => key);
    [order[index], order[index + by]] = [order[index + by]!, order[index]!];
    try {
      client.setQueryData(contactKeys.fields(botId), await call('PUT /bots/:botId/fields/order', { params: { botId }, body: { keys: order } }));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
  };
  return (
    <>
      <PageHead title={t('fields.title')} text={t('fields.text')} actions={items && items.length > 0 && create} />
      <PeopleTabs botId={botId} />
      {fields.error ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
      ) : !items ? (
        <SkeletonList count={4} height={64} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconForms size={24} />} title={t('fields.emptyTitle')} action={create}>
          {t('fields.emptyText')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('fields.title')}>
          {items.map((field) => {
            const place = defined.indexOf(field);
            return (
              <li key={field.key} className={rows.person}>
                <div className={rows.words}>
                  <strong>{field.label}</strong>
                  <div className={rows.text}>
                    {t('fields.inFlows', { key: `{{ field.${field.key} }}` })} {field.description}
                  </div>
                </div>
                <div className={rows.badges}>
                  <StateBadge>{t(`fieldTypes.${field.type}`)}</StateBadge>
                  {!field.isDefined && <StateBadge tone="warn">{t('fields.undefined')}</StateBadge>}
                </div>
                <div className={rows.tools}>
                  {field.isDefined && defined.length > 1 && (
                    <>
                      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.up', { name: field.label })} disabled={place === 0} onClick={() => void move(place, -1)}>
                        <IconArrowUp size={16} aria-hidden />
                      </ActionIcon>
                      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.down', { name: field.label })} disabled={place === defined.length - 1} onClick={() => void move(place, 1)}>
                        <IconArrowDown size={16} aria-hidden />
                      </ActionIcon>
                    </>
                  )}
                  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(field.isDefined ? 'fields.edit' : 'fields.define', { name: field.label })} onClick={() => setEditing(field)}>
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('fields.remove', { name: field.label })} onClick={() => setRemoving(field)}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {editing && <FieldForm botId={botId} field={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {removing && <DeleteField botId={botId} field={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}
