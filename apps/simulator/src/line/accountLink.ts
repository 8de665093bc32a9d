import type { Channel } from '../world/channel';
import { newReplyToken } from '../world/ids';
import type { World } from '../world/world';
import { raise } from '../webhooks/raise';
import type { WebhookRecord } from '../webhooks/webhookRecord';
import type { Answer, Call, LineRoute } from './call';
import { invalidParameter, notFound } from './lineError';
import { isUserId } from './recipients';

/** Where a bot's login page sends people back to; at LINE on access.line.me (FACTS §13). */
export const ACCOUNT_LINK_DIALOG = '/dialog/bot/accountLink';

/** LINE's own address of the dialog, as bots write it into links. */
const DIALOG_AT_LINE = `https://access.line.me${ACCOUNT_LINK_DIALOG}`;

const NONCE = { min: 10, max: 255 };

/** Link tokens; the dialog that uses them is `linkAccount`. */
export const accountLinkRoutes: LineRoute[] = [{ method: 'POST', path: '/v2/bot/user/:userId/linkToken', endpoint: 'linkToken', answer: issue }];

function issue({ channel, params, world }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  if (!channel.users.has(params.userId)) throw notFound();
  const linkToken = newReplyToken();
  channel.linkTokens.issue(linkToken, params.userId, world.now());
  return { status: 200, body: { linkToken } };
}

/** What became of an attempt to link; only the first two are told to the bot. */
export type LinkOutcome = { result: 'ok' | 'failed'; record: WebhookRecord } | { result: 'badNonce' | 'badToken' };

/**
 * The person confirms the link. A bad nonce or token shows them an error and tells the bot nothing (FACTS §13);
 * `fail` makes LINE unable to link, which the bot is told without source and token (FACTS §5).
 *
 * @param asked who confirms, when it is known: a token of somebody else does not link
 */
export function linkAccount(world: World, channel: Channel, request: { linkToken: string; nonce: string; asked?: string; fail?: boolean }): LinkOutcome {
  const { linkToken, nonce, asked, fail = false } = request;
  if (nonce.length < NONCE.min || nonce.length > NONCE.max) return { result: 'badNonce' };
  const userId = channel.linkTokens.use(linkToken, world.now());
  const user = channel.users.get(userId ?? '');
  if (!user || (asked !== undefined && asked !== userId)) return { result: 'badToken' };
  const result = fail ? 'failed' : 'ok';
  return { result, record: raise({ world, channel, chatId: user.userId, user, nameless: fail }, 'accountLink', { link: { result, nonce } }) };
}

/** What the dialog's address asks for, or nothing for any other address. */
export function readLinkAddress(uri: string): { linkToken: string; nonce: string } | undefined {
  if (!uri.startsWith(`${DIALOG_AT_LINE}?`)) return undefined;
  const query = new URL(uri).searchParams;
  return { linkToken: query.get('linkToken') ?? '', nonce: query.get('nonce') ?? '' };
}

/** The dialog itself, for a browser: it links at once and says so in a line. */
export function accountLinkDialog(world: World, query: URLSearchParams): Answer {
  const linkToken = query.get('linkToken') ?? '';
  const channel = [...world.channels.values()].find(({ linkTokens }) => linkTokens.has(linkToken, world.now()));
  const outcome = channel && linkAccount(world, channel, { linkToken, nonce: query.get('nonce') ?? '' });
  const linked = outcome?.result === 'ok';
  const said = linked ? 'Your accounts are linked. You can close this page.' : 'The accounts could not be linked: the link is used up, too old, or wrong.';
  return { status: linked ? 200 : 400, body: { bytes: Buffer.from(said), contentType: 'text/plain; charset=utf-8' } };
}
