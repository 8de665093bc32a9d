import { createHash } from 'node:crypto';
import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';

/**
 * The only keys a log line may carry besides the message. A list of what may pass is safer than a list of what must
 * not: a new field with a secret in it stays out until somebody thinks about it. Names of what was left out are
 * written, so that nobody searches for long.
 */
export const LOG_FIELDS: ReadonlySet<string> = new Set([
  'action', 'attempt', 'backend', 'botId', 'bytes', 'campaignId', 'channelId', 'code', 'contactId', 'conversationId', 'count', 'crashPoint',
  'database', 'dueAt', 'durationMs', 'endpoint', 'err', 'eventId', 'eventType', 'flowId', 'fromVersion', 'host', 'jobId', 'kind', 'lagMs',
  'limit', 'memberId', 'messageCount', 'method', 'migration', 'mode', 'name', 'nodeId', 'nodeType', 'outboxId', 'outcome', 'pid', 'port', 'property',
  'queue', 'reason', 'requestId', 'retryAfterMs', 'role', 'roles', 'route', 'sessionId', 'signal', 'skewMs', 'state', 'status', 'suppressed', 'timerId', 'toVersion',
  'turnId', 'type', 'url', 'userHash', 'versionId', 'webhookEventId',
]);

/** Log with `logger.info({ channelId, count }, 'Sentence.')`; only `LOG_FIELDS` come through. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  level: string;
  /** Exact strings that must never be written, such as APP_SECRET. Shorter than 6 characters is ignored. */
  secrets?: (string | undefined)[];
  /** Where lines go; standard output when absent. */
  destination?: DestinationStream;
}

/** JSON lines by pino, fields filtered by `LOG_FIELDS`, messages and errors scrubbed of what looks like a secret. */
export function createLogger(options: LoggerOptions): Logger {
  const scrub = scrubber(options.secrets ?? []);
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => allowed(fields, scrub),
      },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          if (first instanceof Error) {
            return method.apply(this, [{ err: first }, scrub(typeof rest[0] === 'string' ? rest[0] : first.message)] as never);
          }
          const scrubbed = [first, ...rest].map((part) => (typeof part === 'string' ? scrub(part) : part));
          return method.apply(this, scrubbed as never);
        },
      },
      // pino's own error serializer would write every property an error carries; `allowed` has made a plain object of it.
      serializers: { err: (err: unknown) => err },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** A LINE user id as logs show it: enough to follow one person, not enough to reach them. */
export function userHash(lineUserId: string): string {
  return createHash('sha256').update(lineUserId).digest('base64url').slice(0, 10);
}

function allowed(fields: Record<string, unknown>, scrub: (text: string) => string): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (!LOG_FIELDS.has(key)) dropped.push(key);
    else if (value instanceof Error) kept[key] = describeError(value, scrub);
    else if (typeof value === 'string') kept[key] = scrub(value);
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) kept[key] = value;
    else if (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')) {
      kept[key] = value.slice(0, 20).map((item) => (typeof item === 'string' ? scrub(item) : item));
    } else dropped.push(key);
  }
  if (dropped.length > 0) kept['dropped'] = dropped;
  return kept;
}

function describeError(error: Error, scrub: (text: string) => string, depth = 0): Record<string, unknown> {
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: scrub(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack ? { stack: scrub(error.stack) } : {}),
    ...(error.cause instanceof Error && depth < 3 ? { cause: describeError(error.cause, scrub, depth + 1) } : {}),
  };
}

function scrubber(secrets: (string | undefined)[]): (text: string) => string {
  const exact = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= 6);
  return (text) => {
    let clean = text;
    for (const secret of exact) clean = clean.replaceAll(secret, '[secret]');
    return clean
      .replace(/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, '$1 [secret]')
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, '$1:[secret]@')
      .replace(/([?&](?:token|secret|key|password|access_token)=)[^&\s]+/gi, '$1[secret]');
  };
}
