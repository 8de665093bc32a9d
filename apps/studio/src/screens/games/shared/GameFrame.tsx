import { IconArrowLeft } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { PageHead } from '../../../shell/PageHead';
import { Button } from '../../../ui/Button';
import { ConfirmWithNumber } from '../../../ui/ConfirmWithNumber';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonList } from '../../../ui/Skeleton';
import { Stack } from '../../../ui/Stack';
import { StateBadge, type Tone } from '../../../ui/StateBadge';

/** Something to do with the whole game, in the head of its page. With `confirm` it is asked for first, with what it means for how many. */
export interface GameAction {
  id: string;
  label: string;
  look?: 'primary' | 'danger';
  confirm?: { title: string; sentence: string };
  run(): Promise<unknown>;
}

/** Link words of the way back, with its arrow. */
export const backWords = (label: string) => (
  <>
    <IconArrowLeft size={18} aria-hidden /> {label}
  </>
);

export interface GameFrameProps<Detail> {
  query: { data: Detail | undefined; error: Error | null; refetch(): unknown };
  /** A link to the list. */
  back: ReactNode;
  head(game: Detail): { title: string; state: string; tone: Tone; isBusy: boolean; actions: readonly GameAction[] };
  children(game: Detail): ReactNode;
}

/** The page of one game: the way back, its name and state, what can be done with it, and its parts below each other. */
export function GameFrame<Detail>({ query, back, head, children }: GameFrameProps<Detail>) {
  const [asking, setAsking] = useState<string>();
  if (query.error) {
    return (
      <>
        {back}
        <ErrorState error={query.error} heading onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (query.data === undefined) return <SkeletonList count={3} height={140} />;
  const { title, state, tone, isBusy, actions } = head(query.data);
  return (
    <>
      {back}
      <PageHead
        title={title}
        text={<StateBadge tone={tone}>{state}</StateBadge>}
        actions={actions.map(({ id, label, look, confirm, run }) => (
          <Button key={id} {...(look === 'primary' ? {} : look === 'danger' ? { variant: 'outline', color: 'red' } : { variant: 'default' })} disabled={isBusy} onClick={() => (confirm ? setAsking(id) : void run())}>
            {label}
          </Button>
        ))}
      />
      <Stack>{children(query.data)}</Stack>
      {actions.map(({ id, label, look, confirm, run }) =>
        confirm ? <ConfirmWithNumber key={id} opened={asking === id} title={confirm.title} sentence={confirm.sentence} verb={label} danger={look === 'danger'} onConfirm={run} onClose={() => setAsking(undefined)} /> : null,
      )}
    </>
  );
}
