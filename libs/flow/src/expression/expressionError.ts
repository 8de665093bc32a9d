/** What can be wrong with an expression; also the i18n key `expressionErrors.<code>`. */
export type ExpressionErrorCode =
  | 'syntax'
  | 'tooLong'
  | 'tooDeep'
  | 'tooManySteps'
  | 'tooBig'
  | 'unknownName'
  | 'unknownFunction'
  | 'arguments'
  | 'type'
  | 'divisionByZero'
  | 'pattern'
  | 'date';

/** A mistake in an expression, as a value: nothing here is ever thrown at the caller. */
export interface ExpressionError {
  code: ExpressionErrorCode;
  /** One English sentence. */
  message: string;
  /** Offset in the source, UTF-16 units from 0. */
  position: number;
}

/** Carries an `ExpressionError` out of the depths of the parser and the evaluator; caught by their entrances. */
export class ExpressionFault extends Error {
  constructor(readonly error: ExpressionError) {
    super(error.message);
  }
}

/** Gives up with a fault. */
export function failExpression(code: ExpressionErrorCode, message: string, position: number): never {
  throw new ExpressionFault({ code, message, position });
}
