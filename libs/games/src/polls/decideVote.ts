import type { PollContent, PollState } from '@chatloom/contract';

/** What a person does with the card. */
export type VoteCommand = { type: 'choose'; choice: string } | { type: 'done' } | { type: 'look' };

/** A person's vote as it stands. */
export interface Vote {
  /** Ids; of a ranking in its order. */
  choices: readonly string[];
  /** Enough is chosen for it to count. */
  complete: boolean;
  /** Handed in: with "Done", or by the one tap it takes. */
  final: boolean;
}

/** What deciding about a vote needs to know. */
export interface VoteScene {
  poll: Pick<PollContent, 'kind' | 'min' | 'max' | 'changeable'>;
  choiceIds: readonly string[];
  state: PollState;
  /** May this person vote at all? */
  may: 'yes' | 'notAllowed' | 'groupOnly' | 'unknownVoter';
  mine: Vote | null;
  /** Are all places of this choice taken? `''` asks for the places of the whole poll. */
  isFull(choice: string): boolean;
}

/** Why a tap changes nothing. */
export type Refusal = 'closed' | 'notOpenYet' | 'notAllowed' | 'groupOnly' | 'unknownVoter' | 'already' | 'full' | 'tooMany' | 'tooFew' | 'noSuchChoice';

export type VoteEvent =
  | { type: 'looked' }
  /** The vote is now this one. `casts`: it counts from now on, for the first time. `handsIn`: the person is done with it. */
  | { type: 'voted'; vote: Vote; casts: boolean; handsIn: boolean }
  | { type: 'refused'; why: Refusal; limit?: number };

/** Does one tap make a whole vote? */
export function isOneTap(kind: PollContent['kind']): boolean {
  return kind === 'single' || kind === 'yesNo' || kind === 'scale';
}

/** What becomes of a tap. Pure: the same scene and command always give the same event. */
export function decideVote(command: VoteCommand, scene: VoteScene): VoteEvent {
  if (command.type === 'look') return { type: 'looked' };
  if (scene.state === 'draft' || scene.state === 'scheduled') return refused('notOpenYet');
  if (scene.state !== 'open') return refused('closed');
  if (scene.may !== 'yes') return refused(scene.may);
  const { poll, mine } = scene;
  if (mine?.final && !poll.changeable) return refused('already');
  if (command.type === 'done') return decideDone(scene);
  if (!scene.choiceIds.includes(command.choice)) return refused('noSuchChoice');
  if (isOneTap(poll.kind) && mine?.choices[0] === command.choice) return refused('already');
  const choices = chosen(scene, command.choice);
  const max = poll.kind === 'multiple' ? poll.max : scene.choiceIds.length;
  if (choices.length > max) return refused('tooMany', max);
  const complete = isComplete(poll, choices);
  const added = choices.filter((choice) => !mine?.choices.includes(choice));
  if (added.some((choice) => scene.isFull(choice))) return refused('full');
  const casts = complete && !mine?.complete;
  // The last vote of "closes after so many" is taken; the closing itself is on its way.
  if (casts && scene.isFull('')) return refused('closed');
  return { type: 'voted', vote: { choices, complete, final: isOneTap(poll.kind) }, casts, handsIn: isOneTap(poll.kind) };
}

/** The vote after an event. */
export function evolveVote(vote: Vote | null, event: VoteEvent): Vote | null {
  return event.type === 'voted' ? event.vote : vote;
}

function decideDone({ poll, mine }: VoteScene): VoteEvent {
  if (!mine?.complete) return refused('tooFew', poll.kind === 'multiple' ? poll.min : 1);
  return { type: 'voted', vote: { ...mine, final: true }, casts: false, handsIn: true };
}

/** What is chosen after this tap: of one-tap polls the choice alone, else it is added at the end or taken back. */
function chosen({ poll, mine }: VoteScene, choice: string): string[] {
  if (isOneTap(poll.kind)) return [choice];
  const before = mine?.choices ?? [];
  return before.includes(choice) ? before.filter((one) => one !== choice) : [...before, choice];
}

function isComplete(poll: VoteScene['poll'], choices: readonly string[]): boolean {
  return choices.length >= (poll.kind === 'multiple' ? poll.min : 1);
}

function refused(why: Refusal, limit?: number): VoteEvent {
  return { type: 'refused', why, ...(limit === undefined ? {} : { limit }) };
}
