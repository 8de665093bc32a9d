import { z } from 'zod';
import { localizedText } from '../fields/localizedText';
import { optionalMediaUrl } from '../fields/mediaUrl';
import { tagName } from '../fields/names';
import { choiceIdSchema, refuseDoubleIds } from '../fields/portIds';

/** How people vote: one choice, several, all in an order, yes or no, dates that suit, or a mark from 1 to 5. */
export const POLL_KINDS = ['single', 'multiple', 'ranked', 'yesNo', 'dates', 'scale'] as const;
export type PollKind = (typeof POLL_KINDS)[number];

/** Exits a poll has besides those of its choices. */
export const POLL_PORTS = ['voted', 'already', 'closed', 'full'] as const;

/** What fits into one Flex bubble with bars and pictures (FACTS §8: 30 KB). */
export const POLL_MAX_CHOICES = 12;
export const POLL_QUESTION_MAX = 200;
export const POLL_LABEL_MAX = 40;
/** Places of a choice, and votes after which a poll closes: each is a row that somebody takes. */
export const POLL_MAX_PLACES = 100_000;

const places = z.int().min(1).max(POLL_MAX_PLACES).optional();
const choiceId = choiceIdSchema.refine((id) => !(POLL_PORTS as readonly string[]).includes(id), {
  error: (issue) => `"${String(issue.input)}" is the name of an exit that a poll has anyway; choose another id.`,
});

/** A choice. `capacity`: only so many may choose it. `tag`: those who choose it carry it. */
export const pollChoiceSchema = z.strictObject({
  id: choiceId,
  label: localizedText(POLL_LABEL_MAX, 'graphemes', { optional: true, templates: false }),
  imageUrl: optionalMediaUrl({ picture: 'fit', advanced: true, templates: false }),
  capacity: places.meta({ control: 'number', min: 1, max: POLL_MAX_PLACES, advanced: true }),
  tag: z.union([z.literal(''), tagName]).optional().meta({ control: 'tag', advanced: true }),
});
export type PollChoice = z.infer<typeof pollChoiceSchema>;

/** A date, or a date and time, on the clock of the bot. */
export const pollDateSchema = z.strictObject({
  id: choiceId,
  at: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d)?$/, 'A date and time is written 2027-01-31T18:30.')
    .refine((at) => at === '' || isRealDate(at.slice(0, 10)), 'There is no such day.')
    .meta({ control: 'dateTime' }),
  capacity: places.meta({ control: 'number', min: 1, max: POLL_MAX_PLACES, advanced: true }),
  tag: z.union([z.literal(''), tagName]).optional().meta({ control: 'tag', advanced: true }),
});

const hasChoices = { field: 'kind', is: ['single', 'multiple', 'ranked'] };

/** What a poll asks and by which rules: the same for a poll made in the studio and for one made by a step of a flow. */
export const pollFields = {
  question: localizedText(POLL_QUESTION_MAX, 'graphemes', { control: 'textarea', templates: false }),
  kind: z.enum(POLL_KINDS).default('single').meta({ control: 'select', options: [...POLL_KINDS] }),
  choices: z
    .array(pollChoiceSchema)
    .max(POLL_MAX_CHOICES, `At most ${POLL_MAX_CHOICES} choices.`)
    .default([])
    .meta({ control: 'answers', minItems: 2, maxItems: POLL_MAX_CHOICES, showWhen: hasChoices }),
  dates: z
    .array(pollDateSchema)
    .max(POLL_MAX_CHOICES, `At most ${POLL_MAX_CHOICES} dates.`)
    .default([])
    .meta({ control: 'answers', minItems: 2, maxItems: POLL_MAX_CHOICES, showWhen: { field: 'kind', is: ['dates'] } }),
  /** Of `multiple`: how many choices a vote must have, and may have. */
  min: z.int().min(1).max(POLL_MAX_CHOICES).default(1).meta({ control: 'number', min: 1, max: POLL_MAX_CHOICES, showWhen: { field: 'kind', is: ['multiple'] } }),
  max: z.int().min(1).max(POLL_MAX_CHOICES).default(POLL_MAX_CHOICES).meta({ control: 'number', min: 1, max: POLL_MAX_CHOICES, showWhen: { field: 'kind', is: ['multiple'] } }),
  /** May people change their mind until it closes? */
  changeable: z.boolean().default(true).meta({ control: 'switch' }),
  /** Nobody, not the team either, is shown who voted for what. */
  secret: z.boolean().default(true).meta({ control: 'switch' }),
  /** When people see how the vote stands. */
  results: z.enum(['always', 'afterVote', 'afterClose']).default('always').meta({ control: 'select', options: ['always', 'afterVote', 'afterClose'] }),
  /** Closes when so many have voted. */
  closesAfter: places.meta({ control: 'number', min: 1, max: POLL_MAX_PLACES, advanced: true }),
  /**
   * Taps in groups where LINE does not say who it was (FACTS §13). `count`: each tap is a vote of its own, so one person may vote
   * more than once. `refuse`: such taps do not count.
   */
  unknownVoters: z.enum(['count', 'refuse']).default('count').meta({ control: 'select', options: ['count', 'refuse'], advanced: true }),
};
const pollContent = z.strictObject(pollFields);
export type PollContent = z.infer<typeof pollContent>;

/** For `superRefine`: what a poll needs by its kind. */
export function refusePollFaults(data: PollContent, context: z.core.$RefinementCtx): void {
  const fault = (path: (string | number)[], message: string, params: Record<string, unknown>) => context.addIssue({ code: 'custom', path, message, params });
  if (data.kind === 'dates') {
    if (data.dates.length < 2) fault(['dates'], 'A vote needs at least two dates.', { code: 'pollTooFew', min: 2 });
    data.dates.forEach(({ at }, index) => at === '' && fault(['dates', index, 'at'], 'The date is missing.', { code: 'pollDateMissing' }));
    refuseDoubleIds(data.dates.map(({ id }, index) => ({ id, path: ['dates', index, 'id'] })), context);
  }
  if (data.kind !== 'single' && data.kind !== 'multiple' && data.kind !== 'ranked') return;
  if (data.choices.length < 2) fault(['choices'], 'A vote needs at least two choices.', { code: 'pollTooFew', min: 2 });
  data.choices.forEach(({ label }, index) => {
    const texts = typeof label === 'string' ? [label] : Object.values(label);
    if (texts.length === 0 || texts.some((text) => text.trim() === '')) {
      fault(['choices', index, 'label'], 'The text is empty.', { code: 'textMissing', max: POLL_LABEL_MAX, length: 0 });
    }
  });
  refuseDoubleIds(data.choices.map(({ id }, index) => ({ id, path: ['choices', index, 'id'] })), context);
  if (data.kind === 'multiple' && data.min > Math.min(data.max, data.choices.length)) {
    const max = Math.min(data.max, data.choices.length);
    fault(['min'], `At least ${data.min} of at most ${max} cannot be chosen.`, { code: 'minAboveMax', min: data.min, max });
  }
}

/** What a poll asks, complete and checked. */
export const pollContentSchema = pollContent.superRefine(refusePollFaults);

/** A poll as it begins: a question still to be asked, with two choices. */
export function pollDefaults(): PollContent {
  return {
    question: '',
    kind: 'single',
    choices: [
      { id: 'choice1', label: '' },
      { id: 'choice2', label: '' },
    ],
    dates: [],
    min: 1,
    max: POLL_MAX_CHOICES,
    changeable: true,
    secret: true,
    results: 'always',
    unknownVoters: 'count',
  };
}

/** Ids of the marks of a scale, lowest first. */
export const SCALE_IDS = ['mark1', 'mark2', 'mark3', 'mark4', 'mark5'] as const;

/** Ids of what can be chosen, in order, whatever the kind. */
export function pollChoiceIds(poll: Pick<PollContent, 'kind' | 'choices' | 'dates'>): string[] {
  if (poll.kind === 'yesNo') return ['yes', 'no'];
  if (poll.kind === 'scale') return [...SCALE_IDS];
  return (poll.kind === 'dates' ? (poll.dates ?? []) : (poll.choices ?? [])).map(({ id }) => id);
}

/** Does one tap make a whole vote? Otherwise a vote is put together tap by tap and handed in with "Done". */
export function votesByOneTap(kind: PollKind): boolean {
  return kind === 'single' || kind === 'yesNo' || kind === 'scale';
}

function isRealDate(date: string): boolean {
  const [year, month, day] = date.split('-').map(Number);
  const made = new Date(Date.UTC(year!, month! - 1, day));
  return made.getUTCFullYear() === year && made.getUTCMonth() === month! - 1 && made.getUTCDate() === day;
}
