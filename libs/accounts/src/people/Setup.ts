import { Inject, Injectable, Optional } from '@nestjs/common';
import type { ApiToken } from '@chatloom/contract';
import { Clock, CONFIG, type Config, Database, Lifecycle, type LifecyclePart, LOGGER, type Logger } from '@chatloom/platform';
import { AccessError } from '../errors';
import { ApiTokens } from '../access/ApiTokens';
import { Sessions, type Visitor } from '../access/Sessions';
import { hashToken, newToken } from '../access/tokens';
import { SignInThrottle } from '../passwords/SignInThrottle';
import { Audit } from './Audit';
import { type NewPerson, People, type PersonRow } from './People';

/** Any number of ours: two visitors with the link at the same moment make one owner. */
const SETUP_LOCK = 4_207_110_003;
/** Links that were printed and never used stop working after a week. */
const LINK_DAYS = 7;

/** Token under which tests take the printed line. */
export const SETUP_PRINTER = Symbol('chatloom.setupPrinter');

/**
 * The first visit: while there is no person, each start prints a one-time link; whoever opens it makes the owner account.
 * There is no default account and no default password.
 */
@Injectable()
export class Setup implements LifecyclePart {
  readonly name = 'set-up link';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'SETUP_TOKEN' | 'PUBLIC_URL' | 'isWeb'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly lifecycle: Lifecycle,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly throttle: SignInThrottle,
    private readonly audit: Audit,
    @Optional() @Inject(SETUP_PRINTER) private readonly print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
  ) {
    lifecycle.register(this);
  }

  /** Prints the link when nobody is there yet. Every process may print one; each works until the first is used. */
  async start(): Promise<void> {
    if (!this.config.isWeb || !(await this.isNeeded())) return;
    const token = this.config.SETUP_TOKEN ?? newToken();
    const now = this.clock.now();
    await this.database.pg.query('accounts.forgetSetup', 'DELETE FROM setup_token WHERE created_at < $1', [new Date(now - LINK_DAYS * 86_400_000)]);
    await this.database.pg.query('accounts.offerSetup', 'INSERT INTO setup_token (token_hash, created_at) VALUES ($1, $2) ON CONFLICT (token_hash) DO UPDATE SET created_at = excluded.created_at', [
      hashToken(token),
      new Date(now),
    ]);
    const url = `${this.config.PUBLIC_URL}/setup?token=${encodeURIComponent(token)}`;
    this.print(`Set up: ${url}`);
    this.logger.info('Nobody has an account yet: the one-time set-up link stands on standard output.');
    this.lifecycle.announce({ kind: 'setupLink', text: 'Make your account with this link, which works once.', url });
  }

  isNeeded(): Promise<boolean> {
    return this.people.isEmpty();
  }

  /**
   * Make the owner account and sign in.
   * @throws AccessError `conflict` when somebody was first, `forbidden` for a wrong token, `throttled`, `invalid`.
   */
  async setUp(setupToken: string, person: NewPerson, issueToken: boolean, visitor: Visitor): Promise<{ person: PersonRow; sessionToken: string; apiToken?: ApiToken & { token: string } }> {
    if (!(await this.isNeeded())) throw alreadyDone();
    // Counted per address only: nobody may keep the owner-to-be from setting up, and the token cannot be guessed anyway.
    await this.throttle.begin('setup', visitor.ip, true);
    const { rowCount } = await this.database.pg.query('accounts.knowSetup', 'SELECT 1 FROM setup_token WHERE token_hash = $1', [hashToken(setupToken)]);
    if (rowCount === 0) throw new AccessError('forbidden', 'This set-up link is not valid. Restart the server to get a new one.');
    this.people.requireGoodPassword(person.password, person.email, ['body', 'password']);
    const passwordHash = await this.people.hashPassword(person.password);
    const made = await this.database.pg.transaction(async (tx) => {
      await tx.query('accounts.setupLock', 'SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK]);
      if (!(await this.people.isEmpty(tx))) throw alreadyDone();
      const owner = await this.people.create(person, passwordHash, tx);
      await tx.query('accounts.endSetup', 'DELETE FROM setup_token');
      const sessionToken = await this.sessions.start(owner.id, visitor, tx);
      const apiToken = issueToken ? await this.tokens.create(owner.id, 'Set-up', null, tx) : undefined;
      await this.audit.record({ action: 'person.setUp', personId: owner.id, ip: visitor.ip }, tx);
      return { person: owner, sessionToken, ...(apiToken ? { apiToken } : {}) };
    });
    await this.throttle.succeed('setup', visitor.ip, true);
    return made;
  }
}

const alreadyDone = () => new AccessError('conflict', 'This server has its owner already. Sign in instead.');
