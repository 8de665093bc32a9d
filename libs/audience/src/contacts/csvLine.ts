/** So that spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * One line of a CSV file (RFC 4180), with its end. A cell that a spreadsheet could take for a formula (one that begins with
 * `=`, `+`, `-`, `@`, a tab or a carriage return, also behind spaces) gets an apostrophe in front; plain numbers stay as they are.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const isFormula = /^\s*[=+\-@＝＋－＠\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)*$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
