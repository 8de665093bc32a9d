import type { PollContent, PollResults } from '@chatloom/contract';
import { type Choice, SCALE } from './choicesOf';
import type { Vote } from './decideVote';

/** Votes counted: how many people, and by choice how many chose it and with how many points. */
export interface Tally {
  voters: number;
  votes: Record<string, number>;
  /** Of a ranking (Borda): a first place brings as many points as there are choices, the second one less, and so on. */
  points: Record<string, number>;
}

export const NO_VOTES: Tally = { voters: 0, votes: {}, points: {} };

/** The tally after one person's vote changed. Votes that are not complete do not count. */
export function withVote(tally: Tally, kind: PollContent['kind'], choiceCount: number, before: Vote | null, after: Vote | null): Tally {
  const next: Tally = { voters: tally.voters, votes: { ...tally.votes }, points: { ...tally.points } };
  for (const [vote, sign] of [[before, -1], [after, 1]] as const) {
    if (!vote?.complete) continue;
    next.voters += sign;
    vote.choices.forEach((choice, place) => {
      if (kind !== 'ranked' || place === 0) next.votes[choice] = (next.votes[choice] ?? 0) + sign;
      if (kind === 'ranked') next.points[choice] = (next.points[choice] ?? 0) + sign * (choiceCount - place);
    });
  }
  return next;
}

/** A tally as people read it. */
export function resultsOf(kind: PollContent['kind'], choices: readonly Choice[], tally: Tally, countedAt: number): PollResults {
  const weight = ({ id }: Choice) => (kind === 'ranked' ? (tally.points[id] ?? 0) : (tally.votes[id] ?? 0));
  const best = Math.max(0, ...choices.map(weight));
  const marks = SCALE.reduce((sum, id, index) => sum + (tally.votes[id] ?? 0) * (index + 1), 0);
  return {
    voters: tally.voters,
    choices: choices.map((choice) => ({
      id: choice.id,
      label: choice.label,
      imageUrl: choice.imageUrl,
      votes: tally.votes[choice.id] ?? 0,
      points: kind === 'ranked' ? (tally.points[choice.id] ?? 0) : null,
      capacity: choice.capacity,
      leads: best > 0 && weight(choice) === best,
    })),
    average: kind === 'scale' && tally.voters > 0 ? marks / tally.voters : null,
    countedAt: new Date(countedAt).toISOString(),
  };
}
