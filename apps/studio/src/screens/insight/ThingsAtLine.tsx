import { useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { LineTrouble } from './LineTrouble';
import forms from '../settings/forms.module.css';
import styles from './insight.module.css';

/** How one of them is shown. */
interface Row {
  id: string | number;
  name: string;
  state: { tone: Tone; words: string };
  details: ReactNode;
  /** Left out where nothing is left to end. */
  canEnd: boolean;
}

/** Words of the page that differ; the rest of the frame is the same for all that LINE keeps. */
interface Words<T> {
  title: string;
  text: string;
  make: string;
  none: string;
  /** What ending one is called, what it means, and what is said after. */
  end: string;
  endSentence(item: T): string;
  ended(item: T): string;
}

interface Props<T> {
  words: Words<T>;
  things: UseQueryResult<{ items: T[] }>;
  queryKey: QueryKey;
  rowOf(item: T): Row;
  onEnd(item: T): Promise<unknown>;
  form(onDone: () => void): ReactNode;
}

/** A list of what is kept at LINE: a form above it for another one, a state for each, and a way to end it that asks first. */
export function ThingsAtLine<T>({ words, things, queryKey, rowOf, onEnd, form }: Props<T>) {
  const { t } = useTranslation('common');
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<T>();
  const end = async (item: T) => {
    try {
      await onEnd(item);
      toast(words.ended(item));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey });
  };
  const items = things.data?.items;
  return (
    <Stack>
      {making && form(() => setMaking(false))}
      <Card title={words.title} aside={!making && <Button size="xs" onClick={() => setMaking(true)}>{words.make}</Button>}>
        <p className={styles.text}>{words.text}</p>
        {things.error ? (
          <LineTrouble error={things.error} onRetry={() => void things.refetch()} />
        ) : !items ? (
          <SkeletonList count={2} height={56} />
        ) : items.length === 0 ? (
          <p className={styles.noAnswer}>{words.none}</p>
        ) : (
          <ul className={forms.rows}>
            {items.map((item) => {
              const { id, name, state, details, canEnd } = rowOf(item);
              return (
                <li key={id}>
                  <div className={forms.rowWords}>
                    <div className={forms.rowTitle}>
                      {name}
                      <StateBadge tone={state.tone}>{state.words}</StateBadge>
                    </div>
                    <div className={forms.rowText}>{details}</div>
                  </div>
                  {canEnd && (
                    <Button variant="outline" color="red" size="xs" aria-label={`${words.end}: ${name}`} onClick={() => setAsked(item)}>
                      {words.end}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Card>
      <ConfirmWithNumber
        opened={asked !== undefined}
        title={words.end}
        sentence={asked === undefined ? '' : words.endSentence(asked)}
        verb={words.end}
        danger
        onConfirm={() => (asked === undefined ? Promise.resolve() : end(asked))}
        onClose={() => setAsked(undefined)}
      />
    </Stack>
  );
}
