import { type ReactNode, useState } from 'react';
import { type PageLanguage, say } from './words';

/** The promise of a game of chance, and after its end the check, made here and not by the server. */
export function Proof({ commitment, language, hasEnded, text, label, check, children }: {
  /** Published before the game. */
  commitment: string;
  language: PageLanguage;
  hasEnded: boolean;
  /** What the promise means, in words. */
  text: string;
  /** Of the button that checks. */
  label: string;
  /** Makes the check and says what came of it. Rejects when it could not be made. */
  check: () => Promise<string>;
  children?: ReactNode;
}) {
  const [told, setTold] = useState('');
  const [isChecking, setChecking] = useState(false);
  const run = async () => {
    if (isChecking) return;
    setChecking(true);
    setTold(say(language, 'checking'));
    setTold(await check().catch(() => say(language, 'checkFailed')));
    setChecking(false);
  };
  return (
    <details className="check">
      <summary>{say(language, 'fair')}</summary>
      <p>{text}</p>
      <p>
        <code>{commitment}</code>
      </p>
      {children}
      {hasEnded && (
        <button type="button" className="button" onClick={() => void run()} aria-disabled={isChecking}>
          {label}
        </button>
      )}
      <p role="status">{told}</p>
    </details>
  );
}
