/** In front of a UTF-8 file, so that Excel reads it as UTF-8. */
export const CSV_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula (OWASP "CSV Injection"), also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;

/**
 * A line of a CSV file (RFC 4180), with its line break. Cells that a spreadsheet would run as a formula begin with an apostrophe; numbers, also
 * negative ones and those in words, stay what they are.
 */
export function csvRow(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
