/** One line of a refusal's `details`. */
export interface ErrorDetail {
  message: string;
  property?: string;
}

/** A refusal in LINE's shape (FACTS §10): `details` is left out when there are none. */
export class LineError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: ErrorDetail[] = [],
    readonly headers: Record<string, string> = {},
    /** Further fields of the body (409 of push: `sentMessages`). */
    readonly more: object = {},
  ) {
    super(message);
    this.name = 'LineError';
  }

  toBody(): object {
    return { message: this.message, ...(this.details.length > 0 && { details: this.details }), ...this.more };
  }
}

/** Several plain-field faults, reported together. */
export function bodyErrors(details: ErrorDetail[]): LineError {
  return new LineError(400, `The request body has ${details.length} error(s)`, details);
}

/** A property that cannot even be read, e.g. a malformed recipient. */
export const invalidProperty = (property: string): LineError =>
  new LineError(400, `The property, '${property}', in the request body is invalid (line: -, column: -)`);

export const invalidParameter = (name: string): LineError => new LineError(400, `The value for the '${name}' parameter is invalid`);

export const notFound = (): LineError => new LineError(404, 'Not found');

export const noAccess = (): LineError => new LineError(403, 'Access to this API is not available for your account');

export const unauthorized = (): LineError =>
  new LineError(
    401,
    'Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.',
  );

export const rateExceeded = (): LineError => new LineError(429, 'The API rate limit has been exceeded. Try again later.');

export const monthlyLimit = (): LineError => new LineError(429, 'You have reached your monthly limit.');
