import { keepsCommitment } from '../chance/commitment';
import { luckOf, raffle } from './luck';
import { eachPrize, ticketsOf } from './tickets';

/** Everything one needs to draw again what chance said. */
export interface DrawProof {
  seed: Uint8Array;
  /** Hex of SHA-256 of the seed, published before the first try. */
  commitment: string;
  draw: 'instant' | 'scratch' | 'wheel' | 'raffle';
  chance: { by: 'odds' } | { by: 'tickets'; total: number };
  prizes: readonly { id: string; stock: number; odds: number }[];
  /** All tries, or entries of a raffle. `ticket` names a person. */
  tries: readonly { ticket: string; attempt: number; lucky: string | null; place: number | null; prizeId: string | null }[];
}

/**
 * What does not follow: `seed`: not the one that was promised. `overStock`: more given than there were. `attempt`: a try of somebody is missing or there twice.
 * `luck`: chance said something else. `ticket`: another ticket, or one taken twice. `prize`: given though chance named none or another. `winner`: of a raffle.
 */
export type DrawFault = { what: 'seed' | 'overStock' } | { what: 'attempt' | 'luck' | 'ticket' | 'prize' | 'winner'; ticket: string; attempt: number };

/** Draws everything again, as anybody may. No fault: the draw was fair. A lucky try without its prize is none: the prize was spent, for the day or for good. */
export function verifyDraw(proof: DrawProof): DrawFault[] {
  const faults: DrawFault[] = [];
  if (!keepsCommitment(proof.seed, proof.commitment)) faults.push({ what: 'seed' });
  for (const { id, stock } of proof.prizes) if (proof.tries.filter(({ prizeId }) => prizeId === id).length > stock) faults.push({ what: 'overStock' });
  return [...faults, ...missingAttempts(proof), ...(proof.draw === 'raffle' ? wrongWinners(proof) : proof.chance.by === 'odds' ? wrongLuck(proof) : wrongTickets(proof, proof.chance.total))];
}

function missingAttempts({ tries }: DrawProof): DrawFault[] {
  const known = new Map<string, Set<number>>();
  const faults: DrawFault[] = [];
  for (const { ticket, attempt } of tries) {
    const attempts = known.get(ticket) ?? new Set();
    if (attempts.has(attempt)) faults.push({ what: 'attempt', ticket, attempt });
    known.set(ticket, attempts.add(attempt));
  }
  for (const [ticket, attempts] of known) {
    for (let attempt = 1; attempt <= attempts.size; attempt += 1) if (!attempts.has(attempt)) faults.push({ what: 'attempt', ticket, attempt });
  }
  return faults;
}

function wrongLuck({ tries, prizes, seed }: DrawProof): DrawFault[] {
  return tries.flatMap(({ ticket, attempt, lucky, prizeId }): DrawFault[] => {
    if (luckOf(prizes, seed, ticket, attempt) !== lucky) return [{ what: 'luck', ticket, attempt }];
    return prizeId !== null && prizeId !== lucky ? [{ what: 'prize', ticket, attempt }] : [];
  });
}

function wrongTickets({ tries, prizes, seed }: DrawProof, total: number): DrawFault[] {
  const tickets = ticketsOf(prizes, total, seed);
  const taken = new Set<number>();
  return tries.flatMap(({ ticket, attempt, place, prizeId }): DrawFault[] => {
    if (place === null || place < 0 || place >= total || taken.has(place)) return [{ what: 'ticket', ticket, attempt }];
    taken.add(place);
    return tickets[place] === prizeId ? [] : [{ what: 'prize', ticket, attempt }];
  });
}

function wrongWinners({ tries, prizes, seed }: DrawProof): DrawFault[] {
  const places = eachPrize(prizes);
  const won = new Map(raffle(tries.map(({ ticket }) => ticket), places.length, seed).map((ticket, i) => [ticket, places[i]!]));
  return tries.flatMap(({ ticket, attempt, prizeId }): DrawFault[] => ((won.get(ticket) ?? null) === prizeId ? [] : [{ what: 'winner', ticket, attempt }]));
}
