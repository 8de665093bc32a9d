import { ACTION_URI_MAX_UTF16, ACTION_URI_SCHEMES, type Counter, MEDIA_URL_MAX_UTF16, urlFault, urlProblem } from '@chatloom/messages';
import { z } from 'zod';
import type { FieldHint } from '../fieldHints';
import { hasVariables } from './localizedText';

/** An address that may hold variables; those are checked at run time, when they are filled in. */
function urlWithVariables(schemes: readonly string[], max: number, hint: Partial<FieldHint>) {
  return z
    .string()
    .superRefine((url, context) => {
      if (hasVariables(url)) return;
      const fault = urlFault(url, schemes, max);
      if (!fault) return;
      const problem = urlProblem(fault, schemes, max);
      context.addIssue({ code: 'custom', message: problem.message, params: problem.params });
    })
    .meta({ control: 'text', templates: true, counter: { unit: 'utf16', max } satisfies Counter, ...hint });
}

/** Where LINE fetches a picture, film or sound: HTTPS, at most 2,000 characters (FACTS §7). */
export function mediaUrl(hint: Partial<FieldHint> = {}) {
  return urlWithVariables(['https'], MEDIA_URL_MAX_UTF16, { control: 'media', ...hint });
}

/** A media address that may be left empty. */
export function optionalMediaUrl(hint: Partial<FieldHint> = {}) {
  return z.union([z.literal(''), mediaUrl(hint)]).optional().meta({ control: 'media', templates: true, ...hint });
}

/** Where a tap leads: http, https, line or tel, at most 1,000 characters (FACTS §7). */
export function actionUri() {
  return urlWithVariables(ACTION_URI_SCHEMES, ACTION_URI_MAX_UTF16, {});
}

/** A page of the bot owner's own, opened in a browser: http or https, at most 1,000 characters. */
export function webPageUrl() {
  return urlWithVariables(['https', 'http'], ACTION_URI_MAX_UTF16, {});
}

/** A second address for some devices; may be left empty. */
export function optionalActionUri(hint: Partial<FieldHint> = {}) {
  return z.union([z.literal(''), actionUri()]).optional().meta({ control: 'text', templates: true, ...hint });
}
