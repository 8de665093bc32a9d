import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from './editorContext';
import { findSteps } from './model/findSteps';
import { useTypeWords } from './Palette';
import { useShowNode } from './useShowNode';
import styles from './EditorDesk.module.css';

/** Looking for a text, a keyword, a variable or a name in all steps (Ctrl F; Enter and F3 go on). */
export function FindBar({ onClose }: { onClose(): void }) {
  const { documents } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const show = useShowNode();
  const document = useStore(documents, (state) => state.document);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findSteps(document, typed, typeWords.title), [document, typed, typeWords]);
  const go = (to: number): void => {
    if (found.length === 0) return;
    const next = (to + found.length) % found.length;
    setAt(next);
    show(found[next]!);
  };
  const step = useRef(go);
  step.current = go;
  const place = useRef(at);
  place.current = at;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F3') return;
      event.preventDefault();
      step.current(place.current + (event.shiftKey ? -1 : 1));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className={styles.find} role="search">
      <input
        type="search"
        autoFocus
        className={styles.search}
        aria-label={words.t('find.placeholder')}
        placeholder={words.t('find.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const [first] = findSteps(document, event.target.value, typeWords.title);
          setAt(0);
          if (first !== undefined) show(first);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') go(at + (event.shiftKey ? -1 : 1));
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
      />
      <span className={styles.findCount} role="status">
        {typed === '' ? '' : found.length === 0 ? words.t('find.none') : words.t('find.count', { at: at + 1, count: found.length })}
      </span>
      <button type="button" className={styles.tool} aria-label={words.t('problemPill.previous')} onClick={() => go(at - 1)}>
        <IconChevronUp size={18} aria-hidden />
      </button>
      <button type="button" className={styles.tool} aria-label={words.t('problemPill.next')} onClick={() => go(at + 1)}>
        <IconChevronDown size={18} aria-hidden />
      </button>
      <button type="button" className={styles.tool} aria-label={words.t('find.close')} onClick={onClose}>
        <IconX size={18} aria-hidden />
      </button>
    </div>
  );
}
