import { useEffect, useState } from 'react';
import { type PageLanguage, say } from './words';

/** For projectors. Not shown where the browser cannot do it (phones). */
export function FullScreen({ language }: { language: PageLanguage }) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  if (!document.fullscreenEnabled) return null;
  return (
    <button type="button" className="button" onClick={() => void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen())}>
      {say(language, isFull ? 'smaller' : 'full')}
    </button>
  );
}
