import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { EmptyState } from '../../../ui/EmptyState';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import { StateBadge, type Tone } from '../../../ui/StateBadge';
import forms from '../../settings/forms.module.css';

/** One line of a list of games. */
export interface GameLine {
  id: string;
  /** A link to it, with its name. */
  link: ReactNode;
  tone: Tone;
  state: string;
  /** What else is known, put together with dots; what is false is left out. */
  facts: readonly (string | false | null | undefined)[];
}

export interface GameListProps<Item> {
  query: { data: { items: Item[] } | undefined; error: Error | null; refetch(): unknown };
  title: string;
  /** Makes a new one; without it nobody can here. */
  create: { label: string; isBusy: boolean; onClick(): void };
  empty: { icon: ReactNode; title: string; text: string };
  line(item: Item): GameLine;
}

/** All games of one kind: while they are asked for, when that failed, when there are none, and as lines. */
export function GameList<Item>({ query, title, create, empty, line }: GameListProps<Item>) {
  const items = query.data?.items;
  const button = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} loading={create.isBusy} onClick={create.onClick}>
      {create.label}
    </Button>
  );
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!items) return <SkeletonList count={3} height={64} />;
  if (items.length === 0) {
    return (
      <EmptyState icon={empty.icon} title={empty.title} action={button}>
        {empty.text}
      </EmptyState>
    );
  }
  return (
    <Card title={title} aside={button}>
      <ul className={forms.rows}>
        {items.map(line).map(({ id, link, tone, state, facts }) => (
          <li key={id}>
            <div className={forms.rowWords}>
              <div className={forms.rowTitle}>
                {link}
                <StateBadge tone={tone}>{state}</StateBadge>
              </div>
              <div className={forms.rowText}>{facts.filter(Boolean).join(' · ')}</div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
