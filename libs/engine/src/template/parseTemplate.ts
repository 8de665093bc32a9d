/** A piece of a template: words as they are, or a place to be filled in. */
export type TemplatePart = string | { path: (string | number)[]; filters: { name: string; argument?: string }[] };

/** UTF-16 units of one template that are looked at for places; longer ones are taken as they are. */
export const MAX_TEMPLATE_LENGTH = 65_536;

/** UTF-16 units between two pairs of braces that can be a place. */
const MAX_PLACE_LENGTH = 1_000;

/**
 * Splits `Hello {{ contact.displayName | default:'friend' }}` into its parts. A path is names joined by dots, lists by
 * number (`answer.dishes.0`), odd names in brackets (`field["T-shirt size"]`). Braces that hold no such thing stay in
 * the text as they are: a customer seeing `{{` is a hint, a lost sentence is not.
 */
export function parseTemplate(template: string): TemplatePart[] {
  if (!template.includes('{{') || template.length > MAX_TEMPLATE_LENGTH) return template === '' ? [] : [template];
  const parts: TemplatePart[] = [];
  let words = '';
  let index = 0;
  let close = 0;
  while (index < template.length) {
    const open = template.indexOf('{{', index);
    if (open < 0) break;
    // Looked for again only when passed, so that many openings before one closing cost no more than a few.
    if (close < open + 2) close = template.indexOf('}}', open + 2);
    if (close < 0) break;
    const place = close - open <= MAX_PLACE_LENGTH ? parsePlace(template.slice(open + 2, close)) : undefined;
    if (place) {
      words += template.slice(index, open);
      if (words !== '') parts.push(words);
      words = '';
      parts.push(place);
      index = close + 2;
    } else {
      // One brace on: in `{{{name}}}` the place begins at the second.
      words += template.slice(index, open + 1);
      index = open + 1;
    }
  }
  words += template.slice(index);
  if (words !== '') parts.push(words);
  return parts;
}

/** Every step matches at the current position only, so a place of any length is read once. */
const SPACE = /\s*/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/uy;
const MEMBER = /\.\s*([\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*)|\[\s*(?:"([^"\]]*)"|'([^'\]]*)'|(\d{1,9}))\s*\]/uy;
const FILTER = /\|\s*([a-z]+)\s*/y;
const ARGUMENT = /:\s*(?:'([^']*)'|"([^"]*)"|([^\s|'"]+))\s*/y;

function parsePlace(source: string): Exclude<TemplatePart, string> | undefined {
  let position = 0;
  const take = (rule: RegExp): RegExpExecArray | undefined => {
    rule.lastIndex = position;
    const match = rule.exec(source);
    if (!match) return undefined;
    position = rule.lastIndex;
    return match;
  };
  take(SPACE);
  const root = take(NAME);
  if (!root) return undefined;
  const path: (string | number)[] = [root[0]];
  for (let match = take(MEMBER); match; match = take(MEMBER)) {
    path.push(match[4] !== undefined ? Number(match[4]) : (match[1] ?? match[2] ?? match[3] ?? ''));
  }
  take(SPACE);
  const filters: { name: string; argument?: string }[] = [];
  for (let match = take(FILTER); match; match = take(FILTER)) {
    const argument = take(ARGUMENT);
    const text = argument && (argument[1] ?? argument[2] ?? argument[3]);
    filters.push({ name: match[1]!, ...(text !== undefined && { argument: text }) });
  }
  return position === source.length ? { path, filters } : undefined;
}
