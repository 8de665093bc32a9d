import { type PageLanguage } from '../words';
import { sayShop } from './sayShop';

/** Seconds that go on: a picture of the screen stands still. The moving bar (mine.css) says the same at a glance. */
export function LiveClock({ now, language, timeZone }: { now: number; language: PageLanguage; timeZone: string }) {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(now);
  return (
    <p className="clock" role="timer" aria-label={sayShop(language, 'liveClock')}>
      {time}
      <span className="moving" aria-hidden />
    </p>
  );
}
