import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@chatloom/platform';
import { NotFoundError, StateConflictError } from '../errors';
import { answerOf } from './LineSaidNo';
import { ReachedChannels } from './ReachedChannels';

/** LINE asks for at least 128 bits that nobody can guess (FACTS §13). */
const NONCE_BYTES = 24;
/** A link token lives ten minutes; a nonce has no reason to live longer. */
const NONCE_LIVES_MS = 10 * 60_000;
const LINK_DIALOG = 'https://access.line.me/dialog/bot/accountLink';

/**
 * Joining a person with their account at somebody's own site. The site's sign-in page is opened with a link token, signs the
 * person in, asks `begin` for an address with a nonce, and sends the browser there; LINE then tells the bot, and `complete` finds
 * out by the nonce whose account it is.
 */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reached: ReachedChannels,
  ) {}

  /** A link token for a person, to be added to the address of the sign-in page. @throws NotFoundError, LineSaidNo */
  async token(botId: string, contactId: string): Promise<string> {
    const { rows } = await this.database.pg.query<{ channel_id: string; line_user_id: string }>('bots.linkContact', 'SELECT channel_id, line_user_id FROM contact WHERE bot_id = $1 AND id = $2', [botId, contactId]);
    if (!rows[0]) throw new NotFoundError('person');
    const { channel, gateway } = await this.reached.getOrThrow(botId, rows[0].channel_id);
    return answerOf(await gateway.account.linkToken(channel, rows[0].line_user_id)).linkToken;
  }

  /** Where to send the browser of a person who has just signed in as `accountId`. */
  async begin(botId: string, given: { linkToken: string; accountId: string }): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    await this.database.pg.query('bots.beginLink', 'INSERT INTO account_link (nonce, bot_id, account_id, created_at) VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000))', [nonce, botId, given.accountId, this.clock.now()]);
    return `${LINK_DIALOG}?${new URLSearchParams({ linkToken: given.linkToken, nonce }).toString()}`;
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
}
