/** Looking for a variable while typing: what stands between the last `{` and the caret. */
export interface VariableEntry {
  /** Where the `{` begins. */
  from: number;
  /** What was typed after it. */
  wanted: string;
}

/** Whether the caret stands in a variable that is just being written; `undefined` when not. */
export function variableEntry(text: string, caret: number): VariableEntry | undefined {
  const match = /\{{1,2}\s*([\p{L}\p{N}_.]*)$/u.exec(text.slice(0, caret));
  return match ? { from: match.index, wanted: match[1]! } : undefined;
}

/** The text with the variable in place of what was typed, and where the caret belongs. */
export function insertVariable(text: string, caret: number, path: string): { text: string; caret: number } {
  const entry = variableEntry(text, caret);
  const start = entry ? entry.from : caret;
  const after = text.slice(caret).replace(/^\s*\}{1,2}/, '');
  const written = `{{${path}}}`;
  return { text: text.slice(0, start) + written + after, caret: start + written.length };
}

/** A text cut into plain parts and variables, for drawing the variables as chips. */
export function splitVariables(text: string): { text: string; variable?: string }[] {
  const parts: { text: string; variable?: string }[] = [];
  let last = 0;
  for (const match of text.matchAll(/\{\{\s*([^{}|]*?)\s*(?:\|[^{}]*)?\}\}/g)) {
    if (match.index > last) parts.push({ text: text.slice(last, match.index) });
    parts.push({ text: match[0], variable: match[1]! });
    last = match.index + match[0].length;
  }
  if (last < text.length || parts.length === 0) parts.push({ text: text.slice(last) });
  return parts;
}
