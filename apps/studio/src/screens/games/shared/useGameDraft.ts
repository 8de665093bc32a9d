import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../../api/describeError';
import { ApiError } from '../../../api/errors';
import { toast } from '../../../ui/toast';
import type { GameKeys } from './useGameActions';

/** What every kind of game has while somebody writes its rules. */
interface Written<Document> {
  name: string;
  document: Document;
  revision: number;
}

/**
 * The rules of a game while somebody writes them. Nothing is kept before `save`.
 * @param put stores name and document and answers with the game as stored
 */
export function useGameDraft<Document extends object, Detail extends Written<Document>>(
  game: Detail,
  keys: Required<GameKeys>,
  put: (body: Written<Document>) => Promise<Detail>,
) {
  const { t } = useTranslation(['games', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState(game.name);
  const [document, setDocument] = useState<Document>(game.document);
  const [failure, setFailure] = useState<string>();
  const [isFixed, setFixed] = useState(false);
  const [busy, setBusy] = useState<'save' | 'open'>();
  /** @param open what follows once it is stored; without, only that it is stored is said */
  const save = async (open?: () => Promise<unknown>) => {
    setBusy(open ? 'open' : 'save');
    setFailure(undefined);
    setFixed(false);
    try {
      const saved = await put({ name, document, revision: game.revision });
      client.setQueryData(keys.one, saved);
      void client.invalidateQueries({ queryKey: keys.list, exact: true });
      if (open) await open();
      else toast(t('games:saved'));
    } catch (error) {
      setFailure(errorLine(error, t));
      setFixed(error instanceof ApiError && error.code === 'rulesFixed');
    } finally {
      setBusy(undefined);
    }
  };
  const change = (part: Partial<Document>) => setDocument((before) => ({ ...before, ...part }));
  return {
    name, setName, document, change, save, busy, failure,
    /** It failed because people play by the rules already: only a copy can have these. */
    isFixed,
  };
}
