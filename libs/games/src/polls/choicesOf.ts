import type { PollContent } from '@chatloom/contract';
import type { LocalizedText } from '@chatloom/flow';
import { inEveryLanguage } from './pollWords';

/** Something one can vote for, whatever the kind of poll. */
export interface Choice {
  id: string;
  label: LocalizedText;
  imageUrl: string | null;
  /** So many may choose it; null: any number. */
  capacity: number | null;
  /** Carried by those who choose it. */
  tag: string | null;
}

const LANGUAGES = ['en', 'zh-TW', 'ja', 'th'] as const;
export const SCALE = ['mark1', 'mark2', 'mark3', 'mark4', 'mark5'] as const;

/** What a poll lets people choose from, in order. */
export function choicesOf(poll: Pick<PollContent, 'kind' | 'choices' | 'dates'>): Choice[] {
  const plain = { imageUrl: null, capacity: null, tag: null };
  switch (poll.kind) {
    case 'yesNo':
      return [{ id: 'yes', label: inEveryLanguage('yes'), ...plain }, { id: 'no', label: inEveryLanguage('no'), ...plain }];
    case 'scale':
      return SCALE.map((id, index) => ({ id, label: String(index + 1), ...plain }));
    case 'dates':
      return poll.dates.map(({ id, at, capacity, tag }) => ({ id, label: dateLabel(at), imageUrl: null, capacity: capacity ?? null, tag: tag || null }));
    default:
      return poll.choices.map(({ id, label, imageUrl, capacity, tag }) => ({ id, label, imageUrl: imageUrl || null, capacity: capacity ?? null, tag: tag || null }));
  }
}

/** `2026-12-24T18:30` as each language writes it. The clock is the bot's, so no zone is involved. */
function dateLabel(at: string): Record<string, string> {
  const moment = new Date(`${at}:00Z`);
  const format = (language: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }).format(moment);
  return Object.fromEntries(LANGUAGES.map((language) => [language, format(language)]));
}
