import { type PageLanguage, say } from './words';

/** How long until something ends, in the unit a person would say; empty when it is over. */
export function timeLeft(ms: number, language: PageLanguage): string {
  if (ms <= 0) return '';
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 120) return say(language, 'secondsLeft', { n: seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return say(language, 'minutesLeft', { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? say(language, 'hoursLeft', { n: hours }) : say(language, 'daysLeft', { n: Math.round(hours / 24) });
}
