import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { LOGGER, type Logger } from '@chatloom/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toApiError } from './toApiError';

/** Every error of every route leaves the server as `{code, message, details[]}`. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { method, url } = http.getRequest<FastifyRequest>();
    const { status, body, retryAfterSeconds, isOurs } = toApiError(error);
    if (isOurs) this.logger.error({ err: error instanceof Error ? error : new Error(String(error)), method, url: url.split('?')[0], status }, 'A request failed.');
    // A stream that has begun cannot become an error answer any more.
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    if (retryAfterSeconds) void reply.header('Retry-After', String(retryAfterSeconds));
    void reply.header('Cache-Control', 'no-store').code(status).type('application/json; charset=utf-8').send(body);
  }
}
