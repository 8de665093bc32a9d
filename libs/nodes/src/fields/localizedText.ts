import type { LocalizedText } from '@chatloom/flow';
import { countText, type Counter, type CountingUnit, lengthFault } from '@chatloom/messages';
import { z } from 'zod';
import type { FieldHint } from '../fieldHints';

const VARIABLE = /\{\{[^{}]*\}\}/g;

/** Does the text have a `{{ … }}` to fill in at run time? */
export function hasVariables(text: string): boolean {
  return text.includes('{{');
}

/**
 * How long a text is for LINE as far as can be known while designing: variables count as nothing, because what they
 * turn into is known only at run time (there a text that grew too long is cut, see `renderFitted`).
 */
export function designedLength(text: string, unit: CountingUnit): number {
  return countText(text.replace(VARIABLE, ''), unit);
}

/** Every language's string of a localized text, with the language (absent for the string for everybody). */
export function* eachLanguage(text: LocalizedText): Generator<{ language?: string; text: string }> {
  if (typeof text === 'string') yield { text };
  else for (const [language, value] of Object.entries(text)) yield { language, text: value };
}

/** Is there nothing to show in any language? */
export function isBlank(text: LocalizedText | undefined): boolean {
  if (text === undefined) return true;
  for (const each of eachLanguage(text)) if (each.text.trim() !== '') return false;
  return true;
}

interface LocalizedTextOptions extends Omit<FieldHint, 'control' | 'counter' | 'max'> {
  /** May be empty or missing languages. */
  optional?: boolean;
  control?: FieldHint['control'];
}

/**
 * Words the customer reads, one string or one per language, each within LINE's limit in LINE's unit.
 * The counter in `.meta()` lets a form count while typing.
 */
export function localizedText(max: number, unit: CountingUnit, options: LocalizedTextOptions = {}) {
  const { optional, ...more } = options;
  return z
    .union([z.string(), z.record(z.string(), z.string())], { error: 'A text, or one text per language, is needed here.' })
    .superRefine((value, context) => {
      const texts = [...eachLanguage(value)];
      if (texts.length === 0 && !optional) {
        context.addIssue({ code: 'custom', message: 'The text is empty.', params: { code: 'textMissing', max, length: 0 } });
      }
      for (const each of texts) {
        const fault = lengthFault(each.text, max, unit, { min: optional ? 0 : 1, length: designedLength(each.text, unit) });
        if (!fault) continue;
        context.addIssue({
          code: 'custom',
          path: each.language === undefined ? [] : [each.language],
          message: each.language === undefined ? fault.message : `${each.language}: ${fault.message}`,
          params: fault.params,
        });
      }
    })
    .meta({ templates: true, ...more, control: options.control ?? 'text', counter: { unit, max } satisfies Counter, localized: true });
}
