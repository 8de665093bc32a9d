/** Times as they are stored, `HH:MM`, out of what somebody typed: separated by commas of any language or spaces, also `9:00` and `１２：００`. Whatever is no time stays, to be complained about. */
export function timesOfText(text: string): string[] {
  const parts = text.normalize('NFKC').split(/[,、\s]+/).filter(Boolean);
  return [...new Set(parts.map((part) => (/^\d:/.test(part) ? `0${part}` : part)))];
}
