import { IconColumns3, IconFilter, IconSearch, IconUserPlus, IconUsers, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { usePhoneShown } from '../../shell/phoneShown';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import { segmentsQuery } from '../segments/segmentQueries';
import { useLater } from '../segments/useLater';
import { BulkBar } from './BulkBar';
import { ColumnsSheet } from './ColumnsSheet';
import { contactCountQuery, contactRowsQuery } from './contactQueries';
import { FilterSheet } from './FilterSheet';
import { keepColumns, keptColumns, nextSort, stateOf, type PeopleSearch } from './listState';
import { PeopleTable } from './PeopleTable';
import { PeopleTabs } from './PeopleTabs';
import { ViewsBar } from './ViewsBar';
import styles from './PeoplePage.module.css';

const route = getRouteApi('/b/$botId/people');
/** New people and times appear without a reload, as long as one page is shown: asking for many again would be a burden. */
const LOOK_AGAIN_MS = 10_000;
/** A name is searched when nothing was typed for so long. */
const TYPING_PAUSE_MS = 200;
/** People the server takes by name; more are meant by a filter. */
const MOST_CHOSEN = 1_000;

/** Everybody who has talked with the bot: found, narrowed down, ordered, and handled many at a time. All choices are in the address. */
export default function PeoplePage() {
  const { t } = useTranslation(['contacts', 'people', 'common']);
  const { botId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const format = useFormat();
  const { show } = usePhoneShown();
  const [sheet, setSheet] = useState<'filter' | 'columns'>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const q = useLater(search.q, TYPING_PAUSE_MS);
  const state = stateOf({ ...search, q: q ?? '' }, keptColumns());
  const people = useInfiniteQuery({
    ...contactRowsQuery(botId, state.filter, state.sort),
    refetchInterval: ({ state: { status, data } }) => (status === 'error' || (data?.pages.length ?? 0) > 1 ? false : LOOK_AGAIN_MS),
  });
  const count = useQuery(contactCountQuery(botId, state.filter)).data;
  const segments = useQuery(segmentsQuery(botId)).data?.items ?? [];
  const shown = people.data?.pages.flatMap(({ items }) => items);
  const isNarrowed = Object.keys(state.filter).length > 0;

  const go = (changed: Partial<PeopleSearch>) => {
    setChosen(new Set());
    setAll(false);
    void navigate({ search: (before) => Object.fromEntries(Object.entries({ ...before, ...changed }).filter(([, value]) => value !== undefined && value !== '')) as PeopleSearch, replace: true });
  };
  const clear = () => go({ q: undefined, segment: undefined, filter: undefined });
  const choose = (ids: ReadonlySet<string>) => {
    if (ids.size > MOST_CHOSEN) return toast(t('bulk.tooMany', { count: MOST_CHOSEN, number: format.number(MOST_CHOSEN) }), { tone: 'error' });
    setAll(false);
    setChosen(ids);
  };

  return (
    <>
      <PageHead
        title={t('people:title')}
        text={t('list.text')}
        actions={
          <ButtonLink variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} to="/b/$botId/people/import" params={{ botId }} search={{}}>
            {t('list.import')}
          </ButtonLink>
        }
      />
      <PeopleTabs botId={botId} />
      <div className={styles.bar} role="search" aria-label={t('list.find')}>
        <TextInput
          type="search"
          className={styles.search}
          aria-label={t('people:search')}
          placeholder={t('people:search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search.q ?? ''}
          onChange={(event) => go({ q: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('list.segment')}
          value={search.segment ?? ''}
          data={[{ value: '', label: t('list.everybody') }, ...segments.map(({ id, name }) => ({ value: id, label: name })), ...(search.segment && !segments.some(({ id }) => id === search.segment) ? [{ value: search.segment, label: t('list.goneSegment') }] : [])]}
          onChange={(event) => go({ segment: event.currentTarget.value })}
        />
        <Button variant={search.filter ? 'light' : 'default'} leftSection={<IconFilter size={16} aria-hidden />} onClick={() => setSheet('filter')}>
          {search.filter ? t('list.filterOn', { count: search.filter.items.length }) : t('list.filter')}
        </Button>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />} onClick={() => setSheet('columns')}>
          {t('list.columns')}
        </Button>
        <ViewsBar botId={botId} state={state} viewId={search.view} onOpen={(view) => void navigate({ search: view, replace: true })} />
      </div>
      <p className={styles.count} role="status">
        {count && t(count.isEstimate ? 'list.about' : 'list.count', { count: count.count, number: format.number(count.count) })}
        {isNarrowed && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconX size={14} aria-hidden />} ml="xs" onClick={clear}>
            {t('list.clear')}
          </Button>
        )}
      </p>
      {people.error ? (
        people.error instanceof ApiError && people.error.code === 'blocked' ? (
          <EmptyState title={t('list.blocked.title')} action={<Button onClick={() => (search.filter ? setSheet('filter') : clear())}>{t(search.filter ? 'list.blocked.mend' : 'list.clear')}</Button>}>
            {t('list.blocked.text')}
          </EmptyState>
        ) : (
          <ErrorState error={people.error} onRetry={() => void people.refetch()} />
        )
      ) : !shown ? (
        <SkeletonList count={6} height={52} />
      ) : shown.length === 0 ? (
        isNarrowed ? (
          <EmptyState title={t('list.nobody')} action={<Button variant="default" onClick={clear}>{t('list.clear')}</Button>} />
        ) : (
          <EmptyState icon={<IconUsers size={24} />} title={t('people:empty.title')} action={<FirstSteps botId={botId} onPhone={() => show(true)} />}>
            {t('list.empty')}
          </EmptyState>
        )
      ) : (
        <>
          <PeopleTable
            botId={botId}
            people={shown}
            columns={state.columns}
            sort={state.sort}
            chosen={chosen}
            stale={people.isPlaceholderData}
            onChoose={choose}
            onSort={(column) => go({ sort: nextSort(state.sort, column) })}
          />
          {people.hasNextPage && (
            <Button variant="default" mt="md" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
              {t('common:more')}
            </Button>
          )}
        </>
      )}
      {chosen.size > 0 && (
        <BulkBar
          botId={botId}
          filter={state.filter}
          columns={state.columns}
          chosen={[...chosen]}
          total={count}
          all={all}
          onAll={setAll}
          onDone={() => {
            setChosen(new Set());
            setAll(false);
          }}
        />
      )}
      <FilterSheet botId={botId} opened={sheet === 'filter'} filter={search.filter} onApply={(filter) => go({ filter })} onClose={() => setSheet(undefined)} />
      <ColumnsSheet
        botId={botId}
        opened={sheet === 'columns'}
        columns={state.columns}
        onChange={(columns) => {
          keepColumns(columns);
          go({ columns: columns.join(',') });
        }}
        onClose={() => setSheet(undefined)}
      />
    </>
  );
}

/** Three ways to the first people. */
function FirstSteps({ botId, onPhone }: { botId: string; onPhone: () => void }) {
  const { t } = useTranslation(['contacts', 'people']);
  return (
    <div className={styles.actions}>
      <Button onClick={onPhone}>{t('people:empty.action')}</Button>
      <ButtonLink variant="default" to="/b/$botId/line/followers" params={{ botId }} search={{}}>
        {t('list.followers')}
      </ButtonLink>
      <ButtonLink variant="default" to="/b/$botId/people/sources" params={{ botId }} search={{}}>
        {t('list.qr')}
      </ButtonLink>
    </div>
  );
}
