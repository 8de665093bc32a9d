import { IconFileImport, IconPlus, IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { archivedFlowsQuery, flowsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { ButtonLink } from '../../ui/ButtonLink';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorState } from '../../ui/ErrorState';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { SkeletonList } from '../../ui/Skeleton';
import { TextInput } from '../../ui/TextInput';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { FlowCard } from './FlowCard';
import { useFlowActions } from './useFlowActions';
import styles from './FlowsPage.module.css';

const ImportFaults = lazy(() => import('./ImportFaults'));
const RenameFlow = lazy(() => import('./RenameFlow'));
const route = getRouteApi('/b/$botId/flows');

/** All flows of a bot: find, start, copy, rename, exchange as files, put away. */
export default function FlowsPage() {
  const { t } = useTranslation(['flows', 'common']);
  const { botId } = route.useParams();
  const { q = '', show } = route.useSearch();
  const navigate = route.useNavigate();
  const live = useQuery({ ...flowsQuery(botId), enabled: show !== 'archived' });
  const archived = useQuery({ ...archivedFlowsQuery(botId), enabled: show === 'archived' });
  const flows = show === 'archived' ? archived : live;
  const { actions, importFile, renaming, closeRename, unpublishing, unpublish, closeUnpublish, importProblem, closeImportProblem } = useFlowActions(botId);
  const filePicker = useRef<HTMLInputElement>(null);
  const [dragging, setDragging] = useState(0);

  const wanted = q.normalize('NFKC').toLowerCase();
  const all = flows.data?.items;
  const shown = all?.filter(({ name }) => name.normalize('NFKC').toLowerCase().includes(wanted));

  const drag = {
    // Entering a child fires before leaving its parent: count instead of switching, or the hint flickers.
    onDragEnter: (event: DragEvent) => event.dataTransfer.types.includes('Files') && setDragging((depth) => depth + 1),
    onDragLeave: (event: DragEvent) => event.dataTransfer.types.includes('Files') && setDragging((depth) => Math.max(0, depth - 1)),
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDragging(0);
      const file = event.dataTransfer.files[0];
      if (file) void importFile(file);
    },
  };
  const newFlow = (
    <ButtonLink to="/start" search={{ bot: botId }} leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new')}
    </ButtonLink>
  );

  return (
    <div {...drag} className={styles.page}>
      <PageHead
        title={t('title')}
        text={t('text')}
        actions={
          <>
            <Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} onClick={() => filePicker.current?.click()}>
              {t('import')}
            </Button>
            {newFlow}
          </>
        }
      />
      <input
        ref={filePicker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file) void importFile(file);
        }}
      />
      <div className={styles.tools}>
        <TextInput
          type="search"
          className={styles.search}
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={q}
          onChange={(event) => void navigate({ search: (previous) => ({ ...previous, q: event.target.value || undefined }), replace: true })}
        />
        <SegmentedControl
          aria-label={t('show')}
          value={show ?? 'live'}
          onChange={(value) => void navigate({ search: (previous) => ({ ...previous, show: value === 'archived' ? 'archived' : undefined }), replace: true })}
          data={[
            { value: 'live', label: t('showLive') },
            { value: 'archived', label: t('showArchived') },
          ]}
        />
      </div>
      {flows.error ? (
        <ErrorState error={flows.error} onRetry={() => void flows.refetch()} />
      ) : !all || !shown ? (
        <SkeletonList count={6} height={250} grid />
      ) : all.length === 0 ? (
        show === 'archived' ? (
          <EmptyState title={t('emptyArchived.title')}>{t('emptyArchived.text')}</EmptyState>
        ) : (
          <EmptyState icon={<IconRoute size={24} />} title={t('empty.title')} action={newFlow}>
            {t('empty.text')}
          </EmptyState>
        )
      ) : shown.length === 0 ? (
        <EmptyState
          title={t('nothing.title', { text: q })}
          action={
            <Button variant="default" onClick={() => void navigate({ search: (previous) => ({ ...previous, q: undefined }) })}>
              {t('nothing.clear')}
            </Button>
          }
        />
      ) : (
        <ul className={styles.grid}>
          {shown.map((flow) => (
            <FlowCard key={flow.id} botId={botId} flow={flow} actions={actions} />
          ))}
        </ul>
      )}
      {dragging > 0 && (
        <div className={styles.drop}>
          <IconFileImport size={32} aria-hidden />
          {t('drop')}
        </div>
      )}
      <Suspense>
        {renaming && <RenameFlow botId={botId} flow={renaming} onClose={closeRename} />}
        {importProblem && <ImportFaults problem={importProblem} onClose={closeImportProblem} />}
      </Suspense>
      <ConfirmWithNumber
        opened={unpublishing !== undefined}
        title={t('unpublish.title')}
        sentence={t('unpublish.sentence', { name: unpublishing?.name ?? '', number: unpublishing?.publishedVersion ?? 0 })}
        verb={t('menu.unpublish')}
        onConfirm={unpublish}
        onClose={closeUnpublish}
      />
    </div>
  );
}
