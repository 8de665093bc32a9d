import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@chatloom/platform';

/** Nest's own messages through our log; its many start-up lines only at `debug`. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }
  verbose(message: unknown): void {
    this.logger.trace(String(message));
  }
  debug(message: unknown): void {
    this.logger.debug(String(message));
  }
  warn(message: unknown): void {
    this.logger.warn(String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message }, 'Nest reports an error.');
    else this.logger.error({ reason: typeof rest[0] === 'string' ? rest[0] : undefined }, String(message));
  }
  fatal(message: unknown): void {
    this.logger.fatal(String(message));
  }
}
