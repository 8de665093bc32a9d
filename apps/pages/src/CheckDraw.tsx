import type { PublicDrawProof } from '@chatloom/contract';
import type { ReactNode } from 'react';
import { sayDraw } from './mine/sayDraw';
import { Proof } from './Proof';
import type { PageLanguage } from './words';

/** The promise of a draw, and after its end everything chance said once more. @param address of the page in the API */
export function CheckDraw({ address, commitment, hasEnded, language, children }: { address: string; commitment: string; hasEnded: boolean; language: PageLanguage; children?: ReactNode }) {
  const check = async () => {
    const proof = await readProof(address);
    // Loaded only by who wants to know; the page itself stays small.
    const { verifyDraw } = await import('@chatloom/fairplay');
    // The promise of before counts, not the one that comes with the proof.
    const fault = verifyDraw({ ...proof, seed: bytesOf(proof.seed), commitment })[0];
    if (fault) return sayDraw(language, 'unfair', { name: fault.what });
    return sayDraw(language, 'allRight', { n: proof.tries.length, name: String(proof.tries.filter(({ prizeId }) => prizeId !== null).length) });
  };
  return (
    <Proof commitment={commitment} language={language} hasEnded={hasEnded} text={sayDraw(language, hasEnded ? 'fairEnded' : 'fairRunning')} label={sayDraw(language, 'check')} check={check}>
      {children}
    </Proof>
  );
}

/** All parts of the proof; asks later where the server wants that. @throws Error when it is refused */
async function readProof(address: string): Promise<PublicDrawProof> {
  const tries: PublicDrawProof['tries'] = [];
  for (let cursor: string | null = null; ; ) {
    const response: Response = await fetch(`${address}/draw-proof${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`);
    if (response.status === 429) {
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
      continue;
    }
    if (!response.ok) throw new Error(`The proof was refused: ${response.status}`);
    const part = (await response.json()) as PublicDrawProof;
    tries.push(...part.tries);
    if (part.nextCursor === null) return { ...part, tries };
    cursor = part.nextCursor;
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
