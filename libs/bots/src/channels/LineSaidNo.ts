import type { CallOutcome } from '@chatloom/line';

/** Why LINE did not do what a person asked for; i18n key below `common:lineProblems`. */
export type LineProblem = 'unauthorized' | 'notAllowed' | 'unreachable' | 'tooFast' | 'notFound' | 'refused';

/** LINE did not do it. `message` says it in English; the API answers `upstream`, with `problem` as the code of its detail. */
export class LineSaidNo extends Error {
  constructor(
    readonly problem: LineProblem,
    message: string,
  ) {
    super(message);
    this.name = 'LineSaidNo';
  }
}

/** What LINE answered. @throws LineSaidNo for everything but an answer */
export function answerOf<T>(outcome: CallOutcome<T>): T {
  if (outcome.kind === 'ok') return outcome.value;
  throw new LineSaidNo(problemOf(outcome), sentenceOf(outcome));
}

/** The kind of failure. 403 means that the account or its plan may not (FACTS §1), 401 that the token is not good. */
export function problemOf(outcome: Exclude<CallOutcome<unknown>, { kind: 'ok' }>): LineProblem {
  switch (outcome.kind) {
    case 'unauthorized':
      return outcome.status === 403 ? 'notAllowed' : 'unauthorized';
    case 'retryLater':
      return outcome.reason === 'rate' ? 'tooFast' : 'unreachable';
    default:
      return outcome.kind;
  }
}

function sentenceOf(outcome: Exclude<CallOutcome<unknown>, { kind: 'ok' }>): string {
  switch (problemOf(outcome)) {
    case 'unauthorized':
      return 'LINE does not accept the access token of this channel.';
    case 'notAllowed':
      return 'LINE does not offer this to the account: it may need to be verified, of another country or plan, or have more friends.';
    case 'tooFast':
      return 'LINE was asked too often within the hour. Try again later.';
    case 'unreachable':
      return 'LINE does not answer at the moment.';
    case 'notFound':
      return 'LINE knows no such thing.';
    case 'refused': {
      const { message, details } = outcome as Extract<CallOutcome<never>, { kind: 'refused' }>;
      return `LINE refused: ${[message, ...details.map((detail) => `${detail.property ?? ''} ${detail.message}`.trim())].join('; ')}`;
    }
  }
}
