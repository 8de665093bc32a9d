import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, type Sql } from '@chatloom/platform';
import { NotFoundError, StateConflictError } from '../errors';
import { answerOf } from './LineSaidNo';
import { ReachedChannels } from './ReachedChannels';

/** LINE asks for at least 128 bits that nobody can guess (FACTS §13). */
const NONCE_BYTES = 24;
/** A link token lives ten minutes; a nonce has no reason to live longer. */
const NONCE_LIVES_MS = 10 * 60_000;
const LINK_DIALOG = '/dialog/bot/accountLink';
const LINE_ACCESS = 'https://access.line.me';
/** First part of the path of the button's address; the code follows. */
export const ACCOUNT_LINK_PATH = 'a';
/** 128 bits: the address is all that is asked for. */
const CODE_BYTES = 16;

/** The button leads nowhere (any more). */
export class LinkOfferEndedError extends Error {
  constructor() {
    super('This link is too old.');
    this.name = 'LinkOfferEndedError';
  }
}

/**
 * Joining a person with their account at somebody's own site. A flow shows a button (`offer`); a tap on it asks LINE for a link token
 * and opens the site's sign-in page with it (`open`), so a token is always young. The page signs the person in, asks `begin` for
 * an address with a nonce, and sends the browser there; LINE then tells the bot, and `complete` finds out by the nonce whose
 * account it is.
 */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reached: ReachedChannels,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The address of a button for one person, good until `endsAt` (epoch ms). Part of the turn that shows the button. */
  async offer(sql: Sql, given: { botId: string; contactId: string; signInUrl: string; endsAt: number }): Promise<string> {
    const code = randomBytes(CODE_BYTES).toString('base64url');
    await sql.query('bots.offerLink', 'INSERT INTO account_link_offer (code, bot_id, contact_id, sign_in_url, ends_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [
      code, given.botId, given.contactId, given.signInUrl, given.endsAt,
    ]);
    return `${this.config.PUBLIC_URL}/${ACCOUNT_LINK_PATH}/${code}`;
  }

  /** Where a tap on the button leads: the sign-in page, with a fresh link token. @throws LinkOfferEndedError, LineSaidNo */
  async open(code: string): Promise<string> {
    const now = this.clock.now();
    const { rows } = await this.database.pg.query<{ bot_id: string; contact_id: string; sign_in_url: string }>(
      'bots.openLink',
      'SELECT bot_id, contact_id, sign_in_url FROM account_link_offer WHERE code = $1 AND ends_at > to_timestamp($2::float8 / 1000)',
      [code, now],
    );
    const offer = rows[0];
    if (!offer) throw new LinkOfferEndedError();
    const linkToken = await this.token(offer.bot_id, offer.contact_id);
    await this.forgetOld(offer.bot_id, now);
    const url = new URL(offer.sign_in_url);
    url.searchParams.set('linkToken', linkToken);
    return url.toString();
  }

  /** A link token for a person, to be added to the address of the sign-in page. @throws NotFoundError, LineSaidNo */
  async token(botId: string, contactId: string): Promise<string> {
    const { rows } = await this.database.pg.query<{ channel_id: string; line_user_id: string }>('bots.linkContact', 'SELECT channel_id, line_user_id FROM contact WHERE bot_id = $1 AND id = $2', [botId, contactId]);
    if (!rows[0]) throw new NotFoundError('person');
    const { channel, gateway } = await this.reached.getOrThrow(botId, rows[0].channel_id);
    const { linkToken } = answerOf(await gateway.account.linkToken(channel, rows[0].line_user_id));
    await this.database.pg.query('bots.keepLinkToken', 'INSERT INTO account_link_token (sha256, bot_id, contact_id, created_at) VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000)) ON CONFLICT DO NOTHING', [
      sha256(linkToken), botId, contactId, this.clock.now(),
    ]);
    return linkToken;
  }

  /** Where to send the browser of a person who has just signed in as `accountId`. */
  async begin(botId: string, given: { linkToken: string; accountId: string }): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    const { rows } = await this.database.pg.query<{ contact_id: string; kind: string }>(
      'bots.linkTokenOf',
      `SELECT t.contact_id, h.kind FROM account_link_token t JOIN contact c ON c.id = t.contact_id JOIN channel h ON h.id = c.channel_id WHERE t.sha256 = $1 AND t.bot_id = $2`,
      [sha256(given.linkToken), botId],
    );
    await this.database.pg.query('bots.beginLink', 'INSERT INTO account_link (nonce, bot_id, account_id, contact_id, created_at) VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [
      nonce, botId, given.accountId, rows[0]?.contact_id ?? null, this.clock.now(),
    ]);
    // The simulator plays LINE's dialog at its own address.
    const access = rows[0]?.kind === 'simulator' ? this.config.SIMULATOR_URL : undefined;
    return `${access?.replace(/\/+$/, '') ?? LINE_ACCESS}${LINK_DIALOG}?${new URLSearchParams({ linkToken: given.linkToken, nonce }).toString()}`;
  }

  /** LINE's id of the person a nonce was made for: when joining failed, LINE says only the nonce (FACTS §5). Null when unknown or old. */
  async askedBy(channelId: string, nonce: string): Promise<string | null> {
    const { rows } = await this.database.pg.query<{ line_user_id: string }>(
      'bots.linkAskedBy',
      'SELECT c.line_user_id FROM account_link l JOIN contact c ON c.id = l.contact_id WHERE l.nonce = $1 AND c.channel_id = $2 AND l.created_at > to_timestamp($3::float8 / 1000)',
      [nonce, channelId, this.clock.now() - NONCE_LIVES_MS],
    );
    return rows[0]?.line_user_id ?? null;
  }

  /**
   * LINE has told that a person came through with this nonce: remember whose account it is, and put it into the field
   * `accountId` of the contact, where flows read it. Unknown, used and old nonces change nothing.
   */
  async complete(channelId: string, lineUserId: string, nonce: string): Promise<void> {
    const now = this.clock.now();
    await this.database.pg.query(
      'bots.completeLink',
      `WITH used AS (
         UPDATE account_link l SET channel_id = $1, line_user_id = $2, linked_at = to_timestamp($4::float8 / 1000)
         FROM channel c WHERE l.nonce = $3 AND c.id = $1 AND c.bot_id = l.bot_id AND l.linked_at IS NULL AND l.created_at > to_timestamp($5::float8 / 1000)
         RETURNING l.account_id)
       UPDATE contact SET fields = fields || jsonb_build_object('accountId', used.account_id) FROM used WHERE channel_id = $1 AND line_user_id = $2`,
      [channelId, lineUserId, nonce, now, now - NONCE_LIVES_MS],
    );
  }

  /** LINE asks every bot to offer this. @throws StateConflictError when there is nothing to end */
  async unlink(botId: string, contactId: string): Promise<void> {
    const { rowCount } = await this.database.pg.query(
      'bots.unlink',
      `WITH ended AS (
         DELETE FROM account_link l USING contact c WHERE c.bot_id = $1 AND c.id = $2 AND l.bot_id = $1 AND l.channel_id = c.channel_id AND l.line_user_id = c.line_user_id RETURNING l.nonce)
       UPDATE contact SET fields = fields - 'accountId' WHERE bot_id = $1 AND id = $2 AND EXISTS (SELECT 1 FROM ended)`,
      [botId, contactId],
    );
    if (!rowCount) throw new StateConflictError('This person is not joined with an account.');
  }

  private async forgetOld(botId: string, now: number): Promise<void> {
    await this.database.pg.query(
      'bots.forgetLinks',
      `WITH offers AS (DELETE FROM account_link_offer WHERE bot_id = $1 AND ends_at < to_timestamp($2::float8 / 1000))
       DELETE FROM account_link_token WHERE bot_id = $1 AND created_at < to_timestamp($3::float8 / 1000)`,
      [botId, now, now - NONCE_LIVES_MS],
    );
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
