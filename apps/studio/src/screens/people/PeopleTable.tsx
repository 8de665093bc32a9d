import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ContactColumn, ContactRow, ContactSort } from '@chatloom/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { Checkbox } from '../../ui/Checkbox';
import { StateBadge } from '../../ui/StateBadge';
import { fieldsQuery } from './contactQueries';
import { FieldValue } from './FieldValue';
import { fieldWords } from './fieldWords';
import { isFieldColumn, isSortable } from './listState';
import { sourcesQuery } from './sourceQueries';
import styles from './PeoplePage.module.css';

/** Tags shown in a cell; the others are counted. */
const SHOWN_TAGS = 3;

interface Props {
  botId: string;
  people: readonly ContactRow[];
  columns: readonly ContactColumn[];
  sort: ContactSort;
  chosen: ReadonlySet<string>;
  /** The rows are those of the former choice; the new ones are on their way. */
  stale: boolean;
  onChoose: (ids: ReadonlySet<string>) => void;
  onSort: (column: ContactSort['by']) => void;
}

/** The people as a table: columns as chosen, heads that order it, a box per row for doing something to many. */
export function PeopleTable({ botId, people, columns, sort, chosen, stale, onChoose, onSort }: Props) {
  const { t, i18n } = useTranslation(['contacts', 'people']);
  const format = useFormat();
  const fields = useQuery(fieldsQuery(botId)).data?.items ?? [];
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const sources = useQuery({ ...sourcesQuery(botId), enabled: columns.includes('source') }).data?.items ?? [];
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const simulatorId = channels.find(({ kind }) => kind === 'simulator')?.id;
  const isAll = people.every(({ id }) => chosen.has(id));

  const head = (column: ContactColumn) => (isFieldColumn(column) ? (fields.find(({ key }) => `field:${key}` === column)?.label ?? column.slice(6)) : t(`columns.${column}`));
  const cell = (person: ContactRow, column: ContactColumn): ReactNode => {
    if (isFieldColumn(column)) {
      const key = column.slice('field:'.length);
      const value = person.fields[key];
      if (value === undefined || value === null) return null;
      const field = fields.find((known) => known.key === key);
      return typeof value === 'object' && !Array.isArray(value) ? <FieldValue botId={botId} value={value} /> : fieldWords(value, field, { t, format });
    }
    switch (column) {
      case 'name':
        return (
          <span className={styles.name}>
            <span className={styles.face} aria-hidden>
              {(person.displayName ?? '?').trim().slice(0, 1).toUpperCase()}
            </span>
            <span>
              <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: person.id }}>
                {person.displayName ?? t('people:unnamed')}
              </Link>
              <span className={styles.badges}>
                {!person.isFriend && (person.conversationId ? <StateBadge tone="warn">{t('people:blocked')}</StateBadge> : <StateBadge>{t('people:metInGroup')}</StateBadge>)}
                {person.channelId === simulatorId && <StateBadge>{t('people:inPhone')}</StateBadge>}
              </span>
            </span>
          </span>
        );
      case 'tags':
        return (
          <span className={`${styles.badges} ${styles.tags}`}>
            {person.tags.slice(0, SHOWN_TAGS).map((tag) => (
              <StateBadge key={tag} tone="info">
                {tag}
              </StateBadge>
            ))}
            {person.tags.length > SHOWN_TAGS && <StateBadge>{t('list.moreTags', { count: person.tags.length - SHOWN_TAGS })}</StateBadge>}
          </span>
        );
      case 'lastActive':
        return person.lastSeenAt ? format.ago(person.lastSeenAt) : t('list.never');
      case 'createdAt':
        return format.date(person.createdAt);
      case 'consent':
        return t(`consent.${person.consent}`);
      case 'source':
        return sources.find(({ id }) => id === person.sourceId)?.name ?? '';
      case 'language':
        return person.language ? (languages.of(person.language) ?? person.language) : '';
      case 'channel': {
        const channel = channels.find(({ id }) => id === person.channelId);
        return channel?.kind === 'simulator' ? t('people:inPhone') : (channel?.displayName ?? channel?.name ?? '');
      }
      case 'isFriend':
        return t(person.isFriend ? 'list.friend' : 'list.notFriend');
      case 'lineUserId':
        return person.lineUserId;
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.frame} role="region" aria-label={t('list.table')} tabIndex={0} data-stale={stale || undefined} aria-busy={stale}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.tick}>
              <Checkbox aria-label={t('list.chooseAll')} checked={isAll} indeterminate={!isAll && chosen.size > 0} onChange={() => onChoose(isAll ? new Set() : new Set(people.map(({ id }) => id)))} />
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={sort.by === column ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}>
                {isSortable(column) ? (
                  <button type="button" className={styles.sort} data-active={sort.by === column || undefined} onClick={() => onSort(column)}>
                    {head(column)}
                    {sort.by === column && (sort.direction === 'asc' ? <IconArrowUp size={14} aria-hidden /> : <IconArrowDown size={14} aria-hidden />)}
                  </button>
                ) : (
                  head(column)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} data-chosen={chosen.has(person.id) || undefined}>
              <td className={styles.tick}>
                <Checkbox
                  aria-label={t('list.choose', { name: person.displayName ?? t('people:unnamed') })}
                  checked={chosen.has(person.id)}
                  onChange={() => {
                    const next = new Set(chosen);
                    if (!next.delete(person.id)) next.add(person.id);
                    onChoose(next);
                  }}
                />
              </td>
              {columns.map((column) => (
                <td key={column}>{cell(person, column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
