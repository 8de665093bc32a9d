import type { TFunction } from 'i18next';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from './errors';
import { errorLine } from './describeError';

/** Codes of faults the words `common:fieldErrors.<code>` exist for. */
const KNOWN = ['too_small', 'too_big', 'invalid_format', 'invalid_type', 'required', 'commonPassword', 'wrongPassword', 'taken'];

/** One fault beside its field, in the reader's language; unknown codes say that the value is not accepted. */
export function fieldErrorText(code: string, t: TFunction<'common'>, params: Record<string, string | number> = {}): string {
  return t(`common:fieldErrors.${KNOWN.includes(code) ? code : 'other'}`, params);
}

/**
 * Puts each fault of a refused call beside the form field it names and moves the focus to the first.
 * `names` translates paths of the request ("password.new") into names of the form, where they differ.
 * Gives back the line for the whole form when something was refused that no field shows.
 */
export function showFieldErrors<F extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<F>,
  t: TFunction<'common'>,
  fields: readonly Path<F>[],
  names: Record<string, Path<F>> = {},
): string | undefined {
  if (!(error instanceof ApiError) || error.details.length === 0) return errorLine(error, t);
  let focused = false;
  let rest = false;
  for (const detail of error.details) {
    // The server names fields from the request's root (`body.name`) or from the body (`name`).
    const path = detail.path.filter((part, index) => !(index === 0 && part === 'body')).join('.');
    const field = names[path] ?? fields.find((name) => name === path);
    if (!field) {
      rest = true;
      continue;
    }
    setError(field, { type: detail.code, message: fieldErrorText(detail.code, t, detail.params) }, { shouldFocus: !focused });
    focused = true;
  }
  return rest || !focused ? errorLine(error, t) : undefined;
}
