import type { DrawOutcome, PersonalDraw } from '@chatloom/contract';
import type { PageLanguage } from '../words';

/** What wheel, scratch card and button have in common. The outcome is known before anything moves; the toy only uncovers it. */
export interface ToyProps {
  page: PersonalDraw;
  language: PageLanguage;
  /** What the last try gave; null: there was none yet, or it is under way. */
  outcome: DrawOutcome | null;
  /** It has been uncovered and told. */
  isShown: boolean;
  /** The server has been asked. */
  isAsking: boolean;
  /** Another try is possible now. */
  canTry: boolean;
  onTry(): void;
  /** It has been uncovered: tell it. May be called more than once. */
  onShown(): void;
  /** Lay a new, closed field on the table, without a try. */
  onAgain(): void;
}
