import { readPath } from '../expression/scope';
import type { Scope } from '../expression/scope';
import { FILTERS, formatDate, valueToText } from './filters';
import { parseTemplate } from './parseTemplate';
import type { TemplatePart } from './parseTemplate';

/** UTF-16 units of a rendered text; more is cut off. */
export const MAX_RENDERED_LENGTH = 65_536;

/**
 * Fills in `{{ path | filter:argument }}`. What is not known becomes nothing; a filter that does not exist is passed
 * over. Never throws and runs no code: a path only reads data (see `readPath`).
 */
export function renderTemplate(template: string, scope: Scope): string {
  if (!template.includes('{{')) return template.length > MAX_RENDERED_LENGTH ? cut(template) : template;
  let text = '';
  for (const part of partsOf(template)) {
    text += typeof part === 'string' ? part : renderPlace(part, scope);
    if (text.length > MAX_RENDERED_LENGTH) return cut(text);
  }
  return text;
}

function renderPlace(place: Exclude<TemplatePart, string>, scope: Scope): string {
  let value = readPath(scope, place.path);
  // A bare `now` is meant as words; with a filter it stays a moment.
  if (place.path.length === 1 && place.path[0] === 'now' && place.filters.length === 0) return formatDate(scope.now, 'yyyy-MM-dd HH:mm', scope) ?? '';
  for (const { name, argument } of place.filters) {
    const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
    if (filter) value = filter(value, argument, scope);
  }
  return valueToText(value, scope);
}

/** Does not leave half a surrogate pair at the end: PostgreSQL and LINE refuse it. */
function cut(text: string): string {
  const end = text.slice(0, MAX_RENDERED_LENGTH);
  return /[\ud800-\udbff]$/.test(end) ? end.slice(0, -1) : end;
}

/** Parsed templates by their source; the same few texts are rendered for everybody. */
const parsed = new Map<string, TemplatePart[]>();
const MAX_PARSED = 2_000;

function partsOf(template: string): TemplatePart[] {
  let parts = parsed.get(template);
  if (!parts) {
    parts = parseTemplate(template);
    if (parsed.size >= MAX_PARSED) parsed.delete(parsed.keys().next().value!);
    parsed.set(template, parts);
  }
  return parts;
}
