import { useState } from 'react';
import { Button } from '../ui/Button';
import { useEditorWords } from './editorContext';
import styles from './canvas/Canvas.module.css';

export type PointerKind = 'mouse' | 'trackpad';
const KEY = 'chatloom.pointer';

/** Whether this computer has a mouse or a trackpad, as its person said; null while they were not asked. */
export function usePointer(): [PointerKind | null, (kind: PointerKind) => void] {
  const [kind, setKind] = useState<PointerKind | null>(() => {
    const kept = localStorage.getItem(KEY);
    return kept === 'mouse' || kept === 'trackpad' ? kept : null;
  });
  return [
    kind,
    (next) => {
      localStorage.setItem(KEY, next);
      setKind(next);
    },
  ];
}

/** Asked once: a wheel zooms, two fingers move; no program can tell them apart for sure. */
export function PointerQuestion({ onAnswer }: { onAnswer(kind: PointerKind): void }) {
  const words = useEditorWords();
  return (
    <div className={styles.ask} role="group" aria-label={words.t('pointer.question')}>
      <span>{words.t('pointer.question')}</span>
      <Button size="xs" variant="default" onClick={() => onAnswer('mouse')}>
        {words.t('pointer.mouse')}
      </Button>
      <Button size="xs" variant="default" onClick={() => onAnswer('trackpad')}>
        {words.t('pointer.trackpad')}
      </Button>
    </div>
  );
}
