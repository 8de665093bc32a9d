import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import insight from '../../insight/insight.module.css';
import games from '../games.module.css';

interface Person {
  contactId: string | null;
  displayName: string | null;
}

export interface PeopleTableProps<Row extends Person> {
  botId: string;
  queryKey: QueryKey;
  /** One page of rows. */
  page(cursor: string | undefined, signal: AbortSignal): Promise<{ items: Row[]; nextCursor: string | null }>;
  rowId(row: Row): string;
  /** Read out for the whole table. */
  label: string;
  nobody: string;
  /** Who it was, where there is no page of theirs; absent: somebody no longer known. */
  stranger?(row: Row): string;
  columns: readonly { name: string; cell(row: Row): ReactNode }[];
}

/** People who took part, a page at a time, each with a link to their own page. */
export function PeopleTable<Row extends Person>({ botId, queryKey, page, rowId, label, nobody, stranger, columns }: PeopleTableProps<Row>) {
  const { t } = useTranslation('games');
  const rows = useInfiniteQuery({
    queryKey, queryFn: ({ pageParam, signal }) => page(pageParam, signal), initialPageParam: undefined as string | undefined, getNextPageParam: (last) => last.nextCursor ?? undefined,
    // What is new takes the place of what was there; the page must not jump meanwhile.
    placeholderData: keepPreviousData,
  });
  if (rows.error) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <SkeletonList count={2} height={32} />;
  const items = rows.data.pages.flatMap((one) => one.items);
  if (items.length === 0) return <p className={games.note}>{nobody}</p>;
  return (
    <>
      <div className={insight.scroll} tabIndex={0} role="group" aria-label={label}>
        <table className={`${games.table} ${games.people}`}>
          <thead>
            <tr>
              <th scope="col">{t('people.person')}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={rowId(row)}>
                <th scope="row">
                  {row.contactId === null ? (
                    (stranger?.(row) ?? t('people.gone'))
                  ) : (
                    <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: row.contactId }} className={games.link}>
                      {row.displayName ?? t('people.nameless')}
                    </Link>
                  )}
                </th>
                {columns.map(({ name, cell }) => (
                  <td key={name}>{cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.hasNextPage && (
        <div className={games.more}>
          <Button variant="default" size="xs" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </div>
      )}
    </>
  );
}
