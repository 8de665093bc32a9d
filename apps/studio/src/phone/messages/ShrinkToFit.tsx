import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from '../phone.module.css';

/** LINE names no smallest size; below this nobody can read. */
const SMALLEST = 0.5;

/** Words of one line whose letters become smaller until they fit (Flex `adjustMode: shrink-to-fit`). */
export function ShrinkToFit({ children }: { children: ReactNode }) {
  const line = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element) return;
    const fit = () => {
      element.style.fontSize = '';
      const { scrollWidth, clientWidth } = element;
      if (clientWidth > 0 && scrollWidth > clientWidth) element.style.fontSize = `${Math.max(SMALLEST, Math.floor((clientWidth / scrollWidth) * 100) / 100)}em`;
    };
    fit();
    if (typeof ResizeObserver === 'undefined' || !element.parentElement) return;
    // The parent is watched: its width does not follow the letters, so this comes to rest.
    const observer = new ResizeObserver(fit);
    observer.observe(element.parentElement);
    return () => observer.disconnect();
  });
  return <span ref={line} className={styles.shrinks}>{children}</span>;
}
