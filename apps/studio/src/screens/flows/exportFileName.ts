/** A file name every system takes, from a flow's name: "予約 / 夜" becomes "予約 夜.flow.json". */
export function exportFileName(name: string): string {
  const safe = name
    // Characters Windows refuses in names, and control characters.
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+/, '')
    .slice(0, 80);
  return `${safe || 'flow'}.flow.json`;
}
