/**
 * Every problem a node can have, for the translators: the i18n keys are `problems.<code>`, the names in braces are the
 * values to be filled in. Codes of the upper part come from the schemas (`params.code` of a zod issue), those of the
 * lower part from `check`.
 */
export const PROBLEM_CODES = {
  // From the schemas, always blocking
  textMissing: [],
  textTooLong: ['length', 'max'],
  senderNameReserved: [],
  urlMissing: [],
  urlTooLong: ['max'],
  urlInvalid: [],
  urlScheme: ['schemes'],
  idTwice: ['id'],
  keywordMissing: [],
  patternInvalid: ['pattern', 'reason'],
  nameMissing: [],
  nameInvalid: ['name'],
  tagMissing: [],
  tagInvalid: [],
  flowMissing: [],
  expressionMissing: [],
  minAboveMax: ['min', 'max'],
  tapTextMissing: [],
  cronInvalid: ['reason'],
  dateInvalid: ['value'],
  flexInvalid: ['reason', 'where'],
  flexChoiceUnknown: ['id'],
  columnsDiffer: [],
  columnButtonsDiffer: [],
  caseMissing: [],
  // From checks
  tooManyLineEmoji: ['count', 'max'],
  longTextWithLineEmoji: ['length', 'max'],
  textTooLongWithPicture: ['length', 'max'],
  quickRepliesHidden: ['next'],
  tooManyQuickReplies: ['count', 'max'],
  tooManyButtons: ['count', 'max'],
  textTooLongForButtons: ['length', 'max'],
  choiceWordsTwice: ['words'],
  keywordTwice: ['keyword'],
  compareValueMissing: [],
  timeRangeEmpty: ['from', 'to'],
  delayLosesMessage: ['step'],
  triggerLosesMessage: ['step'],
  caseTwice: ['value'],
  pushToTagCannotContinue: ['label'],
  flexChoiceUnused: ['id'],
} as const satisfies Record<string, readonly string[]>;
export type ProblemCode = keyof typeof PROBLEM_CODES;
