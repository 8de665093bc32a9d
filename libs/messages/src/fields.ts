import { z } from 'zod';
import { countText, type CountingUnit } from './counting';
import {
  ACTION_URI_MAX_UTF16,
  ACTION_URI_SCHEMES,
  IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES,
  MEDIA_URL_MAX_UTF16,
  QUICK_REPLY_LABEL_MAX_GRAPHEMES,
  TEMPLATE_LABEL_MAX_GRAPHEMES,
} from './limits';

/** What a form needs to draw a counter under an input: how to count and where the end is. */
export interface Counter {
  unit: CountingUnit;
  max: number;
}

/** A text that is too short or too long, with what was counted. */
export interface LengthFault {
  code: 'textMissing' | 'textTooLong';
  message: string;
  params: { code: string; max: number; length: number };
}

/**
 * Look at a text's length as LINE does. Texts of only white space count as missing: LINE answers `May not be empty`.
 * `length` lets callers count differently (a template without its variables); by default it is `countText`.
 */
export function lengthFault(text: string, max: number, unit: CountingUnit, options: { min?: 0 | 1; length?: number } = {}): LengthFault | undefined {
  const length = options.length ?? countText(text, unit);
  if ((options.min ?? 1) === 1 && text.trim() === '') {
    return { code: 'textMissing', message: 'The text is empty.', params: { code: 'textMissing', max, length } };
  }
  if (length > max) {
    return {
      code: 'textTooLong',
      message: `The text has ${length} characters; LINE allows ${max}.`,
      params: { code: 'textTooLong', max, length },
    };
  }
  return undefined;
}

/**
 * A text with one of LINE's limits, for node schemas. Carries `.meta({ control, counter })` so that a form can draw
 * the counter; its issues have `params.code` (`textMissing`, `textTooLong`) for translation.
 */
export function textField(max: number, unit: CountingUnit, options: { min?: 0 | 1; control?: string } = {}) {
  return z
    .string()
    .superRefine((text, context) => {
      const fault = lengthFault(text, max, unit, options);
      if (fault) context.addIssue({ code: 'custom', message: fault.message, params: fault.params });
    })
    .meta({ control: options.control ?? 'text', counter: { unit, max } satisfies Counter });
}

/** Why an address is unusable, or nothing. `schemes` are without the colon. */
export type UrlFault = 'missing' | 'tooLong' | 'notAUrl' | 'scheme';

/**
 * Check an address as LINE does: percent-encoded, of a known scheme, not too long (FACTS §1, §7).
 * Says nothing about whether something is to be found there.
 */
export function urlFault(url: string, schemes: readonly string[], max: number): UrlFault | undefined {
  if (url === '') return 'missing';
  if (countText(url, 'utf16') > max) return 'tooLong';
  // LINE wants UTF-8 percent-encoding; a space or a raw control character is never part of an address.
  if (/[\s\u0000-\u001f\u007f]/.test(url)) return 'notAUrl';
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase();
  if (!scheme) return 'notAUrl';
  if (!schemes.includes(scheme)) return 'scheme';
  if (scheme === 'http' || scheme === 'https') {
    if (!/^https?:\/\/[^/?#]/i.test(url)) return 'notAUrl';
    try {
      new URL(url);
    } catch {
      return 'notAUrl';
    }
  } else if (url.length <= scheme.length + 1) {
    return 'notAUrl';
  }
  return undefined;
}

const URL_SENTENCES: Record<UrlFault, (schemes: readonly string[], max: number) => string> = {
  missing: () => 'The address is empty.',
  tooLong: (_, max) => `The address is too long; LINE allows ${max} characters.`,
  notAUrl: () => 'This is not a complete web address.',
  scheme: (schemes) => `The address must begin with ${schemes.map((scheme) => (scheme === 'tel' ? 'tel:' : `${scheme}://`)).join(', ')}.`,
};

/** The sentence for a person about a `UrlFault`, with the code problems are translated by. */
export function urlProblem(fault: UrlFault, schemes: readonly string[], max: number): { code: string; message: string; params: Record<string, string | number> } {
  const code = { missing: 'urlMissing', tooLong: 'urlTooLong', notAUrl: 'urlInvalid', scheme: 'urlScheme' }[fault];
  return { code, message: URL_SENTENCES[fault](schemes, max), params: { code, max, schemes: schemes.join(', ') } };
}

/**
 * An address for node schemas. `media`: HTTPS only, what LINE fetches pictures from (FACTS §7); otherwise what a
 * person may be sent to: http, https, line, tel.
 */
export function urlField(options: { media?: boolean; control?: string; optional?: boolean } = {}) {
  const schemes: readonly string[] = options.media ? ['https'] : ACTION_URI_SCHEMES;
  const max = options.media ? MEDIA_URL_MAX_UTF16 : ACTION_URI_MAX_UTF16;
  return z
    .string()
    .superRefine((url, context) => {
      if (options.optional && url === '') return;
      const fault = urlFault(url, schemes, max);
      if (!fault) return;
      const problem = urlProblem(fault, schemes, max);
      context.addIssue({ code: 'custom', message: problem.message, params: problem.params });
    })
    .meta({ control: options.control ?? (options.media ? 'media' : 'text'), counter: { unit: 'utf16', max } satisfies Counter });
}

/** Label limits by where the button sits (FACTS §7 "label by container"). */
export const LABEL_MAX_GRAPHEMES = {
  template: TEMPLATE_LABEL_MAX_GRAPHEMES,
  imageCarousel: IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES,
  quickReply: QUICK_REPLY_LABEL_MAX_GRAPHEMES,
} as const;

/** The label of a button, required except in image carousels. */
export function actionLabel(container: keyof typeof LABEL_MAX_GRAPHEMES) {
  return textField(LABEL_MAX_GRAPHEMES[container], 'graphemes', { min: container === 'imageCarousel' ? 0 : 1 });
}
