/** Names a path may begin with; what they hold is told in the engine's `Scope`. */
export const ROOT_NAMES = ['contact', 'field', 'answer', 'lastAnswer', 'bot', 'now', 'flow', 'message', 'postback', 'event', 'group', 'api'] as const;
export type RootName = (typeof ROOT_NAMES)[number];

/** Functions of the language with how many values they take; the engine has what they do. */
export const EXPRESSION_FUNCTIONS = {
  size: { least: 1, most: 1 },
  contains: { least: 2, most: 2 },
  startsWith: { least: 2, most: 2 },
  endsWith: { least: 2, most: 2 },
  matches: { least: 2, most: 2 },
  lower: { least: 1, most: 1 },
  upper: { least: 1, most: 1 },
  trim: { least: 1, most: 1 },
  text: { least: 1, most: 1 },
  number: { least: 1, most: 1 },
  round: { least: 1, most: 1 },
  floor: { least: 1, most: 1 },
  ceil: { least: 1, most: 1 },
  abs: { least: 1, most: 1 },
  min: { least: 1, most: 20 },
  max: { least: 1, most: 20 },
  has: { least: 1, most: 1 },
  now: { least: 0, most: 0 },
  date: { least: 1, most: 1 },
  year: { least: 0, most: 1 },
  month: { least: 0, most: 1 },
  day: { least: 0, most: 1 },
  weekday: { least: 0, most: 1 },
  hour: { least: 0, most: 1 },
  minute: { least: 0, most: 1 },
  daysBetween: { least: 2, most: 2 },
  hoursBetween: { least: 2, most: 2 },
  minutesBetween: { least: 2, most: 2 },
} as const satisfies Record<string, { least: number; most: number }>;
export type ExpressionFunctionName = keyof typeof EXPRESSION_FUNCTIONS;
