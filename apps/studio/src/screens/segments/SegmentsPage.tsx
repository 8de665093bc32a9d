import { IconCopy, IconDots, IconFilter, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { SavedSegment } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { ActionIcon } from '../../ui/ActionIcon';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { Menu } from '../../ui/Menu';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { PeopleTabs } from '../people/PeopleTabs';
import { segmentCountQuery, segmentKeys, segmentsQuery } from './segmentQueries';
import { RemoveSegment } from './RemoveSegment';
import { ruleWords } from './segmentWords';
import { useVoice } from './useVoice';
import rows from '../people/PeopleRows.module.css';
import styles from './SegmentsPage.module.css';

const route = getRouteApi('/b/$botId/people/segments');

/** Saved segments with how many people each means now. */
export default function SegmentsPage() {
  const { t } = useTranslation(['segments', 'common']);
  const { botId } = route.useParams();
  const segments = useQuery(segmentsQuery(botId));
  const [removing, setRemoving] = useState<SavedSegment>();
  const items = segments.data?.items;
  const create = (
    <ButtonLink to="/b/$botId/people/segments/new" params={{ botId }} search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('new.title')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={t('title')} text={t('text')} actions={items && items.length > 0 && create} />
      <PeopleTabs botId={botId} />
      {segments.error ? (
        <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />
      ) : !items ? (
        <SkeletonList count={3} height={72} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconFilter size={24} />} title={t('empty.title')} action={create}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul className={rows.list} aria-label={t('title')}>
          {items.map((segment) => (
            <Row key={segment.id} botId={botId} segment={segment} onRemove={() => setRemoving(segment)} />
          ))}
        </ul>
      )}
      {removing && <RemoveSegment botId={botId} segment={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function Row({ botId, segment, onRemove }: { botId: string; segment: SavedSegment; onRemove: () => void }) {
  const { t } = useTranslation(['segments', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const voice = useVoice(botId, segment.definition);
  const count = useQuery(segmentCountQuery(botId, segment.definition)).data;
  const isBlocked = segment.problems.some(({ severity }) => severity === 'blocking');
  const { items, match } = segment.definition;
  const rules = items.map((item) => (item.type === 'group' ? t(`group.${item.match}`) : ruleWords(item, voice)));
  const duplicate = async () => {
    try {
      const { name } = await call('POST /bots/:botId/segments', { params: { botId }, body: { name: t('copyOf', { name: segment.name }).slice(0, 120), definition: segment.definition } });
      toast(t('desk.saved', { name }));
    } catch (error) {
      toast(errorLine(error, t as never), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: segmentKeys.list(botId) });
  };
  return (
    <li className={rows.person}>
      <div className={rows.words}>
        <Link to="/b/$botId/people/segments/$segmentId" params={{ botId, segmentId: segment.id }} className={rows.link}>
          {segment.name}
        </Link>
        <div className={rows.text}>{rules.length === 0 ? t(match === 'any' ? 'group.nobody' : 'group.everybody') : voice.list(rules.slice(0, 3))}</div>
      </div>
      <div className={rows.badges}>{segment.problems.length > 0 && <StateBadge tone={isBlocked ? 'danger' : 'warn'}>{t('problemCount', { count: segment.problems.length })}</StateBadge>}</div>
      <span className={`${styles.count} cl-tabular`}>
        {count?.count == null ? '' : t(count.isEstimate ? 'count.about' : 'count.people', { count: count.count, number: format.number(count.count) })}
      </span>
      <div className={styles.menu}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('actions', { name: segment.name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void duplicate()}>
              {t('duplicate')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} color="red" onClick={onRemove}>
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}
