import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../../api/describeError';
import { toast } from '../../../ui/toast';

/** Where the query cache keeps a list of games of one kind, and the game at hand. */
export interface GameKeys {
  list: QueryKey;
  one?: QueryKey;
}

/**
 * How a screen does something with a game: buttons wait meanwhile, a refusal is said and the game asked for anew, and what the server answers is
 * what is shown from then on.
 */
export function useGameActions<Detail extends object>({ list, one }: GameKeys) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  /** @param work answers with the game as it is now, or with nothing when it has left the screen */
  const attempt = async (work: () => Promise<Detail | void>) => {
    setBusy(true);
    try {
      const now = await work();
      if (one && now) client.setQueryData(one, now);
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
      if (one) void client.invalidateQueries({ queryKey: one });
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: list, exact: true });
    }
  };
  /** Takes a game that is no more out of the cache. */
  const forget = () => one && client.removeQueries({ queryKey: one });
  return { isBusy, attempt, forget };
}
