import { useCallback, useEffect, useRef, useState } from 'react';
import { beginHistory, changeHistory, redoHistory, undoHistory, type History } from './draftHistory';

/** How a draft stands towards the server. `failed`: kept here, tried again with the next change or by hand. */
export type SaveState = 'saved' | 'saving' | 'failed';
/** A pause in typing this long saves; UX asks for at most a second. */
const SAVE_AFTER_MS = 600;

export interface Draft<T> {
  value: T;
  change(next: (value: T) => T, merging?: string): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  state: SaveState;
  /** Why the last save failed. */
  error: unknown;
  /** Saves what is not saved yet; resolves to whether everything is. */
  flush(): Promise<boolean>;
}

/**
 * Something edited here and saved by itself, one save at a time, the newest state last. Changes survive failed saves
 * and can be undone.
 */
export function useDraft<T>(initial: T, save: (value: T) => Promise<unknown>): Draft<T> {
  const [history, setHistory] = useState<History<T>>(() => beginHistory(initial));
  const [state, setState] = useState<SaveState>('saved');
  const [error, setError] = useState<unknown>();
  const newest = useRef(initial);
  const saved = useRef(initial);
  const running = useRef<Promise<boolean> | null>(null);
  const saveRef = useRef(save);
  saveRef.current = save;

  const flush = useCallback((): Promise<boolean> => {
    const work = async (): Promise<boolean> => {
      while (!Object.is(saved.current, newest.current)) {
        const value = newest.current;
        setState('saving');
        try {
          await saveRef.current(value);
        } catch (fault) {
          setState('failed');
          setError(fault);
          return false;
        }
        saved.current = value;
      }
      setState('saved');
      setError(undefined);
      return true;
    };
    running.current ??= work().finally(() => {
      running.current = null;
    });
    return running.current;
  }, []);

  const { value } = history;
  useEffect(() => {
    newest.current = value;
    if (Object.is(saved.current, value)) return;
    setState('saving');
    const timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value, flush]);

  // Leaving the page, also by closing the tab, must not lose the last half second.
  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);

  return {
    value,
    change: useCallback((next: (value: T) => T, merging?: string) => setHistory((before) => changeHistory(before, next(before.value), merging)), []),
    undo: useCallback(() => setHistory(undoHistory), []),
    redo: useCallback(() => setHistory(redoHistory), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    state,
    error,
    flush,
  };
}
