import type { TFunction } from 'i18next';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../../api/errors';

/** What the server finds out by trying keys at LINE; words below `channels:new.keysRefused`. */
const KEY_FAULTS = ['tokenRefused', 'credentialsRefused', 'secretOfOther'];

/** Says beside a key what LINE does not like about it. Gives back whether there was anything to say. */
export function showKeyFaults<F extends FieldValues>(error: unknown, setError: UseFormSetError<F>, t: TFunction<'channels'>, fields: readonly Path<F>[]): boolean {
  const faults = error instanceof ApiError ? error.details.filter(({ code }) => KEY_FAULTS.includes(code)) : [];
  let shown = false;
  for (const { path, code } of faults) {
    const field = fields.find((name) => name === path.at(-1));
    if (!field) continue;
    setError(field, { type: code, message: t(`channels:new.keysRefused.${code}`) }, { shouldFocus: !shown });
    shown = true;
  }
  return shown;
}
