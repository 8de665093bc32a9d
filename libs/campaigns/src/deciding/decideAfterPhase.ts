/**
 * Recipients go out in phases: 0 the first stage, 1 the trial of variants (or everybody, where nothing is tried), 2 those who get the winner.
 * A phase may be empty.
 */
export type Phase = 0 | 1 | 2;

export interface PhaseFacts {
  /** The phase that is open and has nobody left who waits, is held or under way. */
  phase: Phase;
  /** People in the phases after it. */
  behind: { trial: number; rest: number };
  trial: { winnerBy: 'click' | 'reply' | 'byHand'; afterMinutes: number } | null;
  /** Somebody (or the time) has chosen already. */
  winner: string | null;
  /** A person has said go after the first stage. */
  hasGo: boolean;
}

export type AfterPhase =
  | { do: 'finish' }
  | { do: 'open'; phase: Phase }
  | { do: 'waitForGo' }
  /** `afterMs` null: until a person picks. */
  | { do: 'waitForWinner'; afterMs: number | null };

/** What follows when everybody of the open phase has been dealt with. */
export function decideAfterPhase({ phase, behind, trial, winner, hasGo }: PhaseFacts): AfterPhase {
  const left = phase === 0 ? behind.trial + behind.rest : phase === 1 ? behind.rest : 0;
  if (left === 0) return { do: 'finish' };
  if (phase === 0) return hasGo ? { do: 'open', phase: 1 } : { do: 'waitForGo' };
  if (winner !== null || trial === null) return { do: 'open', phase: 2 };
  return { do: 'waitForWinner', afterMs: trial.winnerBy === 'byHand' ? null : trial.afterMinutes * 60_000 };
}
