/**
 * What runners write into the trace, for the translators: the i18n keys are `trace.<code>`, the names are the values
 * of the sentence. `cases.spec.ts` holds this list against what the goldens show.
 */
export const TRACE_CODES = {
  textCut: ['length', 'max'],
  choiceLeftOut: ['choice'],
  messageLeftOut: ['messageType', 'faults'],
  nothingToQuote: [],
  nobodyToMention: [],
  askRefused: ['why', 'try', 'of'],
  askNoAnswer: [],
  conditionChecked: ['kind', 'result'],
  conditionSwitched: ['actual', 'case'],
  conditionDrawn: ['branch', 'weight', 'total'],
  fieldNotSet: ['field', 'valueType'],
  delayUnknown: ['mode'],
  delayAlreadyOver: ['dueAt'],
  delayOverWaitingForTap: ['dueAt'],
  delayTappedTooEarly: ['dueAt'],
  leaveOnlyInGroups: [],
  linkOnlyAlone: [],
  pushedToTag: ['pushId', 'tag'],
  pollGone: [],
  bingoGone: [],
  drawGone: [],
  bookingUnclear: [],
} as const satisfies Record<string, readonly string[]>;
export type TraceCode = keyof typeof TRACE_CODES;

/** Reasons of `askRefused`; the i18n keys are `askRefused.<why>`. */
export const ASK_REFUSALS = [
  'notText',
  'empty',
  'tooShort',
  'tooLong',
  'notANumber',
  'notWhole',
  'tooSmall',
  'tooLarge',
  'notAnEmail',
  'notAPhoneNumber',
  'notAChoice',
  'notADate',
  'tooEarly',
  'tooLate',
  'notALocation',
  'notAnImage',
  'notTheRightMedia',
] as const;
export type AskRefusal = (typeof ASK_REFUSALS)[number];
