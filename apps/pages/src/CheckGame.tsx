import type { PublicBingoProof } from '@chatloom/contract';
import type { BingoProof, ProofFault } from '@chatloom/fairplay';
import { useState } from 'react';
import { type PageLanguage, say } from './words';
import { sayBingo } from './kinds/sayBingo';

type Checked = 'not yet' | 'working' | 'failed' | { cards: number; callsByChance: number; callsByHand: number; winners: number; faults: readonly ProofFault[] };

/** The promise of a game, and after its end the check, made here and not by the server. */
export function CheckGame({ code, commitment, hasEnded, language }: { code: string; commitment: string; hasEnded: boolean; language: PageLanguage }) {
  const [checked, setChecked] = useState<Checked>('not yet');
  const check = async () => {
    setChecked('working');
    try {
      const response = await fetch(`/api/v1/public/pages/${encodeURIComponent(code)}/proof`);
      if (!response.ok) return setChecked('failed');
      const proof = (await response.json()) as PublicBingoProof;
      // Loaded only by who wants to know; the page itself stays small.
      const { verifyGame } = await import('@chatloom/fairplay');
      // The promise of before counts, not the one that comes with the proof.
      setChecked(verifyGame({ ...(proof as unknown as BingoProof), commitment }));
    } catch {
      setChecked('failed');
    }
  };
  return (
    <details className="check">
      <summary>{say(language, 'fair')}</summary>
      <p>{sayBingo(language, hasEnded ? 'fairEnded' : 'fairRunning')}</p>
      <p>
        <code>{commitment}</code>
      </p>
      {hasEnded && (
        <button type="button" className="button" onClick={() => void check()} disabled={checked === 'working'}>
          {say(language, 'check')}
        </button>
      )}
      <p role="status">{sayChecked(checked, language)}</p>
    </details>
  );
}

function sayChecked(checked: Checked, language: PageLanguage): string {
  if (checked === 'not yet') return '';
  if (checked === 'working') return say(language, 'checking');
  if (checked === 'failed') return say(language, 'checkFailed');
  const fault = checked.faults[0];
  if (fault) return sayBingo(language, 'unfair', { n: fault.round, name: fault.what });
  return sayBingo(language, 'allRight', { n: checked.cards, name: `${checked.callsByChance} + ${checked.callsByHand}` });
}
