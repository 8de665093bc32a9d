/** A refusal of the driver API: `{code, message, details[]}`. */
export class DriverError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: { path: string; message: string }[] = [],
  ) {
    super(message);
    this.name = 'DriverError';
  }

  toBody(): object {
    return { code: this.code, message: this.message, details: this.details };
  }
}

export const missing = (what: string): DriverError => new DriverError(404, 'notFound', `There is no such ${what}.`);
