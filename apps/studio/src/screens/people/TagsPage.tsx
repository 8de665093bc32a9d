import { IconArrowMerge, IconDots, IconPalette, IconPencil, IconPlus, IconTag, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { Tag } from '@chatloom/contract';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { Menu } from '../../ui/Menu';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { TextInput } from '../../ui/TextInput';
import { tagsQuery } from './contactQueries';
import { PeopleTabs } from './PeopleTabs';
import { DeleteTag, DescribeTag, MergeTag, NewTag, RenameTag } from './TagDialogs';
import rows from './PeopleRows.module.css';
import styles from './TagsPage.module.css';

const route = getRouteApi('/b/$botId/people/tags');
/** While tags are renamed, merged or taken away in the background. */
const LOOK_AGAIN_MS = 2_000;
/** From so many tags on there is a search. */
const SEARCH_FROM = 12;

type Dialog = 'rename' | 'merge' | 'delete' | 'describe';

/** All tags with how many people have each, and what can be done to them. */
export default function TagsPage() {
  const { t } = useTranslation(['contacts', 'common']);
  const { botId } = route.useParams();
  const format = useFormat();
  const tags = useQuery({ ...tagsQuery(botId), refetchInterval: ({ state }) => (state.data?.items.some(({ job }) => job?.state === 'running') ? LOOK_AGAIN_MS : false) });
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<{ dialog: Dialog; tag: Tag }>();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const items = tags.data?.items;
  const shown = items?.filter(({ name }) => name.toLowerCase().includes(wanted));
  const close = () => setAsked(undefined);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('tags.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('tags.title')} text={t('tags.text')} actions={items && items.length > 0 && create} />
      <PeopleTabs botId={botId} />
      {items && items.length >= SEARCH_FROM && <TextInput type="search" className={styles.search} aria-label={t('tags.search')} placeholder={t('tags.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      {tags.error ? (
        <ErrorState error={tags.error} onRetry={() => void tags.refetch()} />
      ) : !shown ? (
        <SkeletonList count={5} height={56} />
      ) : items!.length === 0 ? (
        <EmptyState icon={<IconTag size={24} />} title={t('tags.emptyTitle')} action={create}>
          {t('tags.emptyText')}
        </EmptyState>
      ) : shown.length === 0 ? (
        <EmptyState title={t('tags.notFound', { text })} />
      ) : (
        <ul className={rows.list} aria-label={t('tags.title')}>
          {shown.map((tag) => (
            <li key={tag.name} className={rows.person}>
              <span className={styles.dot} data-color={tag.color ?? 'gray'} aria-hidden />
              <div className={rows.words}>
                <Link
                  to="/b/$botId/people"
                  params={{ botId }}
                  search={{ filter: { type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: [tag.name] }] } }}
                  className={rows.link}
                  aria-label={t('tags.showPeople', { name: tag.name })}
                >
                  {tag.name}
                </Link>
                {(tag.description || tag.aliases.length > 0) && (
                  <div className={rows.text}>
                    {tag.description} {tag.aliases.length > 0 && t('tags.aliases', { names: tag.aliases.join(', ') })}
                  </div>
                )}
              </div>
              {tag.job?.state === 'running' && <StateBadge tone="info">{t(`tags.jobs.${tag.job.kind}`, { count: tag.job.changed, number: format.number(tag.job.changed) })}</StateBadge>}
              <span className="cl-tabular">{t('tags.people', { count: tag.contacts, number: format.number(tag.contacts) })}</span>
              <div className={styles.menu}>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('tags.actions', { name: tag.name })} disabled={tag.job?.state === 'running'}>
                      <IconDots size={18} aria-hidden />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setAsked({ dialog: 'rename', tag })}>
                      {t('common:rename')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconPalette size={16} aria-hidden />} onClick={() => setAsked({ dialog: 'describe', tag })}>
                      {t('tags.describe')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconArrowMerge size={16} aria-hidden />} disabled={items!.length < 2} onClick={() => setAsked({ dialog: 'merge', tag })}>
                      {t('tags.merge')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} color="red" onClick={() => setAsked({ dialog: 'delete', tag })}>
                      {t('tags.delete')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </div>
            </li>
          ))}
        </ul>
      )}
      {making && <NewTag botId={botId} onClose={() => setMaking(false)} />}
      {asked?.dialog === 'rename' && <RenameTag botId={botId} tag={asked.tag} onClose={close} />}
      {asked?.dialog === 'describe' && <DescribeTag botId={botId} tag={asked.tag} onClose={close} />}
      {asked?.dialog === 'merge' && <MergeTag botId={botId} tag={asked.tag} others={items!.filter(({ name }) => name !== asked.tag.name).map(({ name }) => name)} onClose={close} />}
      {asked?.dialog === 'delete' && <DeleteTag botId={botId} tag={asked.tag} onClose={close} />}
    </>
  );
}
