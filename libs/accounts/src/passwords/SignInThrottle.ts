import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@chatloom/platform';
import { AccessError } from '../errors';

/** Wrong tries that cost nothing, then each further one doubles the wait. */
interface Allowance {
  free: number;
  longestWaitSeconds: number;
}
// At most 5 free + 9 doubling (1 s … 256 s) + 10 further tries reach the hash in an hour against one account: below 30.
const PER_ACCOUNT: Allowance = { free: 5, longestWaitSeconds: 300 };
// A whole office may sit behind one address.
const PER_ADDRESS: Allowance = { free: 20, longestWaitSeconds: 300 };
/** After so long without a try a key starts anew. */
const FORGET_AFTER_HOURS = 24;

/**
 * Slows guessing down per account and per address, in the database, so that all processes count together. The try is
 * counted before the password is looked at: a thousand tries at once cannot slip through. Nothing is ever locked
 * for good, and a place the person has signed in from before is counted apart, so that strangers cannot keep them out.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Count a try. @throws AccessError `throttled` when it comes too early; it is then not counted.
   * @param account what is tried, e.g. an address; also one that does not exist
   * @param fromKnownPlace the person has signed in from `ip` before
   */
  async begin(account: string, ip: string, fromKnownPlace: boolean): Promise<void> {
    for (const [key, allowance] of this.keysOf(account, ip, fromKnownPlace)) await this.count(key, allowance);
  }

  /** The try was right: forget the wrong ones before it. */
  async succeed(account: string, ip: string, fromKnownPlace: boolean): Promise<void> {
    const keys = this.keysOf(account, ip, fromKnownPlace).map(([key]) => key);
    await this.database.pg.query('accounts.throttleSucceed', 'DELETE FROM sign_in_throttle WHERE key = ANY($1)', [keys]);
  }

  /** Remove what has not been touched for long. */
  async forgetOld(): Promise<void> {
    await this.database.pg.query('accounts.throttleForget', `DELETE FROM sign_in_throttle WHERE last_at < $1::timestamptz - interval '${FORGET_AFTER_HOURS} hours'`, [this.now()]);
  }

  private keysOf(account: string, ip: string, fromKnownPlace: boolean): [string, Allowance][] {
    const who = createHash('sha256').update(account).digest('base64url').slice(0, 22);
    const where = networkOf(ip);
    return [
      [`ip:${where}`, PER_ADDRESS],
      [fromKnownPlace ? `account:${who}@${where}` : `account:${who}`, PER_ACCOUNT],
    ];
  }

  private async count(key: string, { free, longestWaitSeconds }: Allowance): Promise<void> {
    const now = this.now();
    const { rowCount } = await this.database.pg.query(
      'accounts.throttleCount',
      // One statement, so that tries at the same moment are counted one after the other. The exponent is bounded: 2^n overflows.
      `INSERT INTO sign_in_throttle AS t (key, failures, blocked_until, last_at) VALUES ($1, 1, $2, $2)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN t.last_at < $2::timestamptz - interval '${FORGET_AFTER_HOURS} hours' THEN 1 ELSE t.failures + 1 END,
         blocked_until = CASE WHEN t.failures + 1 < $3 THEN $2::timestamptz
           ELSE $2::timestamptz + make_interval(secs => least($4::float8, power(2, least(t.failures + 1 - $3, 20)))) END,
         last_at = $2
       WHERE t.blocked_until <= $2`,
      [key, now, free, longestWaitSeconds],
    );
    if (rowCount === 1) return;
    const { rows } = await this.database.pg.query<{ blocked_until: Date }>('accounts.throttleWait', 'SELECT blocked_until FROM sign_in_throttle WHERE key = $1', [key]);
    const waitMs = (rows[0]?.blocked_until.getTime() ?? 0) - now.getTime();
    throw new AccessError('throttled', 'Too many wrong tries. Wait a moment and try again.', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** Whoever has an IPv6 address has a whole /64 of them. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip.replace('::ffff:', '');
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::');
  const headGroups = head ? head.split(':') : [];
  const tailGroups = tail ? tail.split(':') : [];
  const gap = ip.includes('::') ? Array<string>(Math.max(0, 8 - headGroups.length - tailGroups.length)).fill('0') : [];
  return `${[...headGroups, ...gap, ...tailGroups].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
