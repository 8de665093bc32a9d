import type { PublicBingoProof } from '@chatloom/contract';
import type { BingoProof } from '@chatloom/fairplay';
import { sayBingo } from './kinds/sayBingo';
import { Proof } from './Proof';
import type { PageLanguage } from './words';

/** The promise of a game of bingo, and after its end every card, call and winner once more. */
export function CheckGame({ code, commitment, hasEnded, language }: { code: string; commitment: string; hasEnded: boolean; language: PageLanguage }) {
  const check = async () => {
    const response = await fetch(`/api/v1/public/pages/${encodeURIComponent(code)}/proof`);
    if (!response.ok) throw new Error(`The proof was refused: ${response.status}`);
    const proof = (await response.json()) as PublicBingoProof;
    // Loaded only by who wants to know; the page itself stays small.
    const { verifyGame } = await import('@chatloom/fairplay');
    // The promise of before counts, not the one that comes with the proof.
    const { cards, callsByChance, callsByHand, faults } = verifyGame({ ...(proof as unknown as BingoProof), commitment });
    const fault = faults[0];
    if (fault) return sayBingo(language, 'unfair', { n: fault.round, name: fault.what });
    return sayBingo(language, 'allRight', { n: cards, name: `${callsByChance} + ${callsByHand}` });
  };
  return <Proof commitment={commitment} language={language} hasEnded={hasEnded} text={sayBingo(language, hasEnded ? 'fairEnded' : 'fairRunning')} label={sayBingo(language, 'check')} check={check} />;
}
