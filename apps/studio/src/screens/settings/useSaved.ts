import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { showFieldErrors } from '../../api/fieldErrors';
import { toast } from '../../ui/toast';

/**
 * Saving a settings form: does the work, refreshes what depends on it and says "Saved"; refusals go beside their
 * fields, or to `problem` when no field shows them.
 */
export function useSaved<F extends FieldValues>(setError: UseFormSetError<F>, fields: readonly Path<F>[], refresh: readonly QueryKey[], names: Record<string, Path<F>> = {}) {
  const { t } = useTranslation('common');
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const save = async (work: () => Promise<unknown>, said?: string): Promise<boolean> => {
    setProblem(undefined);
    try {
      await work();
      await Promise.all(refresh.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      toast(said ?? t('saved'));
      return true;
    } catch (error) {
      setProblem(showFieldErrors(error, setError, t, fields, names));
      return false;
    }
  };
  return { problem, save };
}
