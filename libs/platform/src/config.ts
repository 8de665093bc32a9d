import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'], { error: 'must be 1 or 0' })
  .transform((value) => value === '1' || value === 'true');
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const webAddress = z
  .string()
  .refine((value) => isWebAddress(value), 'must be a web address such as https://chat.example.com')
  .transform((value) => value.replace(/\/+$/, ''));
const addressOf = (schemes: string[], example: string) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), `must be an address such as ${example}`);

/** One setting: how it is read, what holds without it, and the sentence for the README's table. */
interface Setting {
  schema: z.ZodType<unknown, string>;
  /** Used when the variable is absent or empty; `null` = none. */
  fallback: string | null;
  about: string;
}
const setting = <S extends z.ZodType<unknown, string>, F extends string | null>(schema: S, fallback: F, about: string) => ({ schema, fallback, about });

const SETTINGS = {
  PORT: setting(wholeNumber(0, 65_535), '3000', 'Port of the web app, the API and the webhooks; 0 takes any free one.'),
  HOST: setting(z.string(), '127.0.0.1', 'Address to listen on. Containers need `0.0.0.0`.'),
  PUBLIC_URL: setting(webAddress, null, 'Address at which people and LINE reach this server. Without it `http://localhost:<PORT>`.'),
  DATABASE_URL: setting(
    addressOf(['postgres', 'postgresql'], 'postgres://user:password@host:5432/chatloom'),
    null,
    'PostgreSQL 15 or newer. Without it an embedded PostgreSQL is started and keeps its data under `DATA_DIR`.',
  ),
  DATABASE_POOL_SIZE: setting(wholeNumber(2, 200), '12', 'Most connections one process opens to PostgreSQL for its own work (the queues add up to 10).'),
  DATABASE_STATEMENT_TIMEOUT_MS: setting(wholeNumber(100, 600_000), '5000', 'PostgreSQL cancels a statement that takes longer, in milliseconds.'),
  REDIS_URL: setting(addressOf(['redis', 'rediss'], 'redis://host:6379'), null, 'Redis for the job queues. Without it they live in PostgreSQL.'),
  REDIS_ALLOW_VOLATILE: setting(flag, '0', 'Accept a Redis that may forget (no append-only file, or an eviction policy). For development and tests.'),
  DATA_DIR: setting(z.string(), '.data', 'Folder for the embedded database, generated keys and uploads.'),
  APP_SECRET: setting(
    z.string().min(32, 'must have at least 32 characters; `openssl rand -base64 32` makes a good one'),
    null,
    'Key that encrypts channel secrets and tokens at rest. Without it one is generated into `DATA_DIR`. Several machines must share it.',
  ),
  APP_SECRET_PREVIOUS: setting(z.string().min(32, 'must have at least 32 characters'), null, 'The key used before, still accepted for reading while secrets are re-encrypted.'),
  ROLES: setting(
    z.string().transform((value, context) => {
      const roles = value.split(',').map((role) => role.trim()).filter(Boolean);
      const unknown = roles.filter((role) => role !== 'web' && role !== 'worker');
      if (roles.length === 0 || unknown.length > 0) {
        context.addIssue({ code: 'custom', message: 'must be web, worker or web,worker' });
        return z.NEVER;
      }
      return [...new Set(roles)] as ('web' | 'worker')[];
    }),
    'web,worker',
    'What this process does: `web` (webhooks, API, web app), `worker` (conversations, sending, timers), or both.',
  ),
  LINE_API_BASE_URL: setting(webAddress, 'https://api.line.me', "LINE's Messaging API, or a stand-in for it."),
  LINE_DATA_API_BASE_URL: setting(webAddress, 'https://api-data.line.me', 'The host of message content, or a stand-in for it.'),
  SIMULATOR_URL: setting(webAddress, null, 'The LINE simulator that built-in simulator channels talk to. `npm start` sets it.'),
  LOG_LEVEL: setting(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'must be fatal, error, warn, info, debug, trace or silent' }), 'info', 'Least important log line still written.'),
  SETUP_TOKEN: setting(z.string().min(16, 'must have at least 16 characters'), null, 'Fixes the token of the one-time set-up link of the first visit (for scripted installations).'),
  TRUST_PROXY: setting(flag, '0', 'Set to 1 behind a reverse proxy, so that the client address is taken from `X-Forwarded-For`.'),
  OUTGOING_ALLOW_HOSTS: setting(
    z.string().transform((value) => value.split(',').map((host) => host.trim().toLowerCase()).filter(Boolean)),
    '',
    'Private hosts that flows may call although they are not public, separated by commas (`crm.internal:8080`).',
  ),
  METRICS_TOKEN: setting(z.string().min(16, 'must have at least 16 characters'), null, 'When set, `/metrics` asks for `Authorization: Bearer <token>`.'),
  STOP_GRACE_MS: setting(wholeNumber(0, 120_000), '25000', 'How long a stopping process may finish work it has begun, in milliseconds.'),
} as const satisfies Record<string, Setting>;

type Settings = typeof SETTINGS;
type Values = {
  [K in keyof Settings]: z.output<Settings[K]['schema']> | (Settings[K]['fallback'] extends null ? undefined : never);
};
/** The checked configuration. Keys are the environment's, so that what is read in code is what is set outside. */
export interface Config extends Omit<Values, 'PUBLIC_URL'> {
  PUBLIC_URL: string;
  /** Whether PUBLIC_URL was set; a generated one follows the port actually listened on. */
  publicUrlIsSet: boolean;
  isWeb: boolean;
  isWorker: boolean;
}

/** The environment holds mistakes; `problems` has one sentence for each. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((one) => `- ${one}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Read and check the environment. Empty values count as absent. Values of secrets never appear in a problem.
 * @throws ConfigError with a sentence per mistake.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, fallback }] of Object.entries(SETTINGS) as [string, Setting][]) {
    const raw = env[name]?.trim() || fallback;
    if (raw === null || raw === undefined) continue;
    const parsed = schema.safeParse(raw);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(...parsed.error.issues.map((issue) => `${name} ${issue.message}.`));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const read = values as unknown as Values;
  return {
    ...read,
    DATA_DIR: isAbsolute(read.DATA_DIR) ? read.DATA_DIR : resolve(process.cwd(), read.DATA_DIR),
    PUBLIC_URL: read.PUBLIC_URL ?? `http://localhost:${read.PORT}`,
    publicUrlIsSet: read.PUBLIC_URL !== undefined,
    isWeb: read.ROLES.includes('web'),
    isWorker: read.ROLES.includes('worker'),
  };
}

/** The configuration as a Markdown table, for the README; a test keeps the two equal. */
export const configTable: string = [
  '| variable | default | what it does |',
  '|---|---|---|',
  ...Object.entries(SETTINGS).map(([name, { fallback, about }]) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${about} |`),
].join('\n');

/** A file inside the data folder. */
export function dataPath(config: Pick<Config, 'DATA_DIR'>, ...parts: string[]): string {
  return join(config.DATA_DIR, ...parts);
}

function isWebAddress(value: string): boolean {
  try {
    const { protocol } = new URL(value);
    return protocol === 'http:' || protocol === 'https:';
  } catch {
    return false;
  }
}
