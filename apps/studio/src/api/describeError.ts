import type { TFunction } from 'i18next';
import { ApiError, isMissingChunk, OfflineError } from './errors';

/** Codes the words `common:errors.<code>` exist for; any other one is described as an internal fault. */
const KNOWN = ['invalid', 'malformed', 'wrongCredentials', 'unauthenticated', 'forbidden', 'notFound', 'conflict', 'rulesFixed', 'tooLarge', 'blocked', 'throttled', 'upstream', 'unavailable', 'internal'];

/** What happened and what to do, in the reader's language. */
export function describeError(error: unknown, t: TFunction<'common'>): { title: string; advice: string } {
  if (error instanceof OfflineError) return { title: t('common:errors.offline.title'), advice: t('common:errors.offline.advice') };
  if (isMissingChunk(error)) return { title: t('common:errors.missingChunk.title'), advice: t('common:errors.missingChunk.advice') };
  if (error instanceof ApiError) {
    const code = KNOWN.includes(error.code) ? error.code : 'internal';
    const values = { seconds: error.retryAfterSeconds ?? 60 };
    return { title: t(`common:errors.${code}.title`, values), advice: t(`common:errors.${code}.advice`, values) };
  }
  return { title: t('common:errors.internal.title'), advice: t('common:errors.internal.advice') };
}

/** Title and advice as one line, for a toast or a form. */
export function errorLine(error: unknown, t: TFunction<'common'>): string {
  const { title, advice } = describeError(error, t);
  return t('common:errors.line', { title, advice });
}
