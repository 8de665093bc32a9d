/** A value with what can be undone and redone. `merging` names the run of small changes the newest step is made of. */
export interface History<T> {
  value: T;
  past: readonly T[];
  future: readonly T[];
  merging: string | undefined;
}

/** More steps than anybody takes back; a menu is a few kilobytes. */
const PAST_MAX = 200;

/** A history without a past. */
export const beginHistory = <T>(value: T): History<T> => ({ value, past: [], future: [], merging: undefined });

/**
 * The history after a change. Changes in a row with the same `merging` (typing in one field, an arrow key held down) become
 * one step of undo.
 */
export function changeHistory<T>(history: History<T>, value: T, merging?: string): History<T> {
  if (Object.is(value, history.value)) return history;
  const joins = merging !== undefined && merging === history.merging;
  return { value, past: joins ? history.past : [...history.past, history.value].slice(-PAST_MAX), future: [], merging };
}

/** One step back; the same history when there is none. */
export function undoHistory<T>(history: History<T>): History<T> {
  const value = history.past.at(-1);
  return history.past.length === 0 ? history : { value: value as T, past: history.past.slice(0, -1), future: [history.value, ...history.future], merging: undefined };
}

/** One undone step forward again; the same history when there is none. */
export function redoHistory<T>(history: History<T>): History<T> {
  const [value, ...future] = history.future;
  return history.future.length === 0 ? history : { value: value as T, past: [...history.past, history.value], future, merging: undefined };
}
