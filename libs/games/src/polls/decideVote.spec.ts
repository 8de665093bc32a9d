import fc from 'fast-check';
import { decideVote, evolveVote, type Vote, type VoteCommand, type VoteScene } from './decideVote';
import { NO_VOTES, withVote } from './tally';

const choose = (choice: string): VoteCommand => ({ type: 'choose', choice });
const done: VoteCommand = { type: 'done' };

function scene(more: Partial<Omit<VoteScene, 'poll'>> & { poll?: Partial<VoteScene['poll']> } = {}): VoteScene {
  const { poll, ...rest } = more;
  return { poll: { kind: 'single', min: 1, max: 12, changeable: true, ...poll }, choiceIds: ['tea', 'coffee', 'water'], state: 'open', may: 'yes', mine: null, isFull: () => false, ...rest };
}
/** What a person's taps lead to, one after the other. */
function taps(given: VoteScene, ...commands: VoteCommand[]): Vote | null {
  return commands.reduce<Vote | null>((mine, command) => evolveVote(mine, decideVote(command, { ...given, mine })), given.mine);
}
const handedIn = (...choices: string[]): Vote => ({ choices, complete: true, final: true });

describe('one choice', () => {
  it('given no vote, a tap is the vote', () => {
    expect(decideVote(choose('tea'), scene())).toEqual({ type: 'voted', vote: handedIn('tea'), casts: true, handsIn: true });
  });
  it('given a vote, another tap changes it where minds may change', () => {
    expect(decideVote(choose('coffee'), scene({ mine: handedIn('tea') }))).toEqual({ type: 'voted', vote: handedIn('coffee'), casts: false, handsIn: true });
    expect(decideVote(choose('coffee'), scene({ mine: handedIn('tea'), poll: { changeable: false } }))).toEqual({ type: 'refused', why: 'already' });
  });
  it('given a vote, the same tap again changes nothing', () => {
    expect(decideVote(choose('tea'), scene({ mine: handedIn('tea') }))).toEqual({ type: 'refused', why: 'already' });
  });
});

describe('several choices', () => {
  const poll = { kind: 'multiple' as const, min: 2, max: 2 };
  it('are put together tap by tap, count from the least number on, and are handed in with "Done"', () => {
    expect(taps(scene({ poll }), choose('tea'))).toEqual({ choices: ['tea'], complete: false, final: false });
    expect(taps(scene({ poll }), choose('tea'), choose('water'))).toEqual({ choices: ['tea', 'water'], complete: true, final: false });
    expect(taps(scene({ poll }), choose('tea'), choose('water'), done)).toEqual(handedIn('tea', 'water'));
  });
  it('are no more than the most', () => {
    expect(decideVote(choose('coffee'), scene({ poll, mine: { choices: ['tea', 'water'], complete: true, final: false } }))).toEqual({ type: 'refused', why: 'tooMany', limit: 2 });
  });
  it('cannot be handed in too early', () => {
    expect(decideVote(done, scene({ poll, mine: { choices: ['tea'], complete: false, final: false } }))).toEqual({ type: 'refused', why: 'tooFew', limit: 2 });
  });
  it('stay as handed in where minds may not change', () => {
    expect(decideVote(choose('tea'), scene({ poll: { ...poll, changeable: false }, mine: handedIn('tea', 'water') }))).toEqual({ type: 'refused', why: 'already' });
  });
});

describe('a ranking', () => {
  it('is the order of the taps; what is tapped again moves out', () => {
    expect(taps(scene({ poll: { kind: 'ranked' } }), choose('water'), choose('tea'), choose('coffee'), choose('tea'))!.choices).toEqual(['water', 'coffee']);
  });
});

describe('a tap that changes nothing', () => {
  it.each([
    ['before the vote opens', { state: 'scheduled' as const }, 'notOpenYet'],
    ['after it has closed', { state: 'closed' as const }, 'closed'],
    ['while the last votes are counted', { state: 'closing' as const }, 'closed'],
    ['by somebody it is not for', { may: 'notAllowed' as const }, 'notAllowed'],
    ['outside of the group', { may: 'groupOnly' as const }, 'groupOnly'],
    ['by nobody knows whom', { may: 'unknownVoter' as const }, 'unknownVoter'],
    ['on a choice that is full', { isFull: (choice: string) => choice === 'tea' }, 'full'],
    ['when the last vote is taken', { isFull: (choice: string) => choice === '' }, 'closed'],
  ])('%s says why', (_, given, why) => {
    expect(decideVote(choose('tea'), scene(given))).toEqual({ type: 'refused', why });
  });
  it('on a choice there is not says so', () => {
    expect(decideVote(choose('gin'), scene())).toEqual({ type: 'refused', why: 'noSuchChoice' });
  });
});

describe('whatever people tap', () => {
  const command = fc.oneof(fc.constantFrom('tea', 'coffee', 'water', 'gin').map(choose), fc.constant(done), fc.constant<VoteCommand>({ type: 'look' }));
  const poll = fc.record({ kind: fc.constantFrom('single' as const, 'multiple' as const, 'ranked' as const, 'dates' as const, 'yesNo' as const), min: fc.constantFrom(1, 2), max: fc.constantFrom(2, 3), changeable: fc.boolean() });
  it('a vote has each choice at most once, no more than allowed, and counts only with enough of them', () => {
    fc.assert(
      fc.property(poll, fc.array(command, { maxLength: 30 }), (rules, commands) => {
        const vote = taps(scene({ poll: rules }), ...commands);
        if (!vote) return;
        expect(new Set(vote.choices).size).toBe(vote.choices.length);
        expect(vote.choices.length).toBeLessThanOrEqual(rules.kind === 'multiple' ? rules.max : 3);
        expect(vote.complete).toBe(vote.choices.length >= (rules.kind === 'multiple' ? rules.min : 1));
      }),
    );
  });
  it('adding up changes one by one gives the same as counting everything at the end', () => {
    fc.assert(
      fc.property(poll, fc.array(fc.tuple(fc.nat(4), command), { maxLength: 60 }), (rules, moves) => {
        const votes = new Map<number, Vote | null>();
        let running = NO_VOTES;
        for (const [who, what] of moves) {
          const before = votes.get(who) ?? null;
          const after = evolveVote(before, decideVote(what, scene({ poll: rules, mine: before })));
          running = withVote(running, rules.kind, 3, before, after);
          votes.set(who, after);
        }
        const counted = [...votes.values()].reduce((tally, vote) => withVote(tally, rules.kind, 3, null, vote), NO_VOTES);
        const nonZero = (tally: typeof running) => ({ voters: tally.voters, votes: Object.fromEntries(Object.entries(tally.votes).filter(([, n]) => n !== 0)), points: Object.fromEntries(Object.entries(tally.points).filter(([, n]) => n !== 0)) });
        expect(nonZero(running)).toEqual(nonZero(counted));
      }),
    );
  });
});
