import { IconDots, IconPencil, IconPlus, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FriendSource } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { flowsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { Menu } from '../../ui/Menu';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { contactKeys } from './contactQueries';
import { PeopleTabs } from './PeopleTabs';
import { SourceForm } from './SourceForm';
import { SourceQr } from './SourceQr';
import { sourcesQuery } from './sourceQueries';
import rows from './PeopleRows.module.css';
import styles from './SourcesPage.module.css';

const route = getRouteApi('/b/$botId/people/sources');
const COUNTS = ['opened', 'people', 'joined', 'friends'] as const;

/** Links and QR codes that say where friends come from, with what each brought. */
export default function SourcesPage() {
  const { t } = useTranslation(['contacts', 'common']);
  const { botId } = route.useParams();
  const format = useFormat();
  const client = useQueryClient();
  const sources = useQuery(sourcesQuery(botId));
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  const [editing, setEditing] = useState<FriendSource | 'new'>();
  const [shown, setShown] = useState<FriendSource>();
  const [removing, setRemoving] = useState<FriendSource>();
  const items = sources.data?.items;
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('sources.new')}
    </Button>
  );
  const remove = async ({ id, name }: FriendSource) => {
    try {
      await call('DELETE /bots/:botId/friend-sources/:sourceId', { params: { botId, sourceId: id } });
      toast(t('sources.deleted', { name }));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: contactKeys.sources(botId) });
  };
  return (
    <>
      <PageHead title={t('sources.title')} text={t('sources.text')} actions={items && items.length > 0 && create} />
      <PeopleTabs botId={botId} />
      {sources.error ? (
        <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />
      ) : !items ? (
        <SkeletonList count={3} height={96} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconQrcode size={24} />} title={t('sources.emptyTitle')} action={create}>
          {t('sources.emptyText')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('sources.title')}>
          {items.map((source) => (
            <li key={source.id} className={rows.person}>
              <div className={rows.words}>
                <strong>{source.name}</strong> {!source.isActive && <StateBadge tone="warn">{t('sources.off')}</StateBadge>}
                <div className={rows.text}>{source.url}</div>
                <div className={rows.badges}>
                  {source.tags.map((tag) => (
                    <StateBadge key={tag} tone="info">
                      {tag}
                    </StateBadge>
                  ))}
                  {source.flowId && <StateBadge>{t('sources.starts', { flow: flows.find(({ id }) => id === source.flowId)?.name ?? t('people:profile.removedFlow', { ns: 'people', defaultValue: '…' }) })}</StateBadge>}
                </div>
              </div>
              <dl className={styles.counts}>
                {COUNTS.map((name) => (
                  <div key={name}>
                    <dt>{t(`sources.counts.${name}`)}</dt>
                    <dd>{format.number(source.counts[name])}</dd>
                  </div>
                ))}
              </dl>
              <Button size="xs" variant="default" leftSection={<IconQrcode size={14} aria-hidden />} aria-label={t('sources.showNamed', { name: source.name })} onClick={() => setShown(source)}>
                {t('sources.show')}
              </Button>
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('sources.actions', { name: source.name })}>
                    <IconDots size={18} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(source)}>
                    {t('sources.edit')}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} color="red" onClick={() => setRemoving(source)}>
                    {t('sources.delete')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <SourceForm
          botId={botId}
          source={editing === 'new' ? undefined : editing}
          onDone={(made) => {
            setEditing(undefined);
            if (editing === 'new') setShown(made);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
      {shown && <SourceQr botId={botId} source={shown} onClose={() => setShown(undefined)} />}
      <ConfirmWithNumber
        opened={removing !== undefined}
        danger
        title={t('sources.deleteTitle', { name: removing?.name ?? '' })}
        sentence={t('sources.deleteText', { count: removing?.counts.people ?? 0, number: format.number(removing?.counts.people ?? 0) })}
        verb={t('sources.delete')}
        onConfirm={() => (removing ? remove(removing) : Promise.resolve())}
        onClose={() => setRemoving(undefined)}
      />
    </>
  );
}
