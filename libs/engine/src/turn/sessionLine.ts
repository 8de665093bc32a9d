import type { Session } from '../types';

/** What a session's buttons are marked with: one menu tapped twice finds the same answers both times. */
export function lineOf(session: Readonly<Session>): string {
  return session.origin ?? session.id;
}
