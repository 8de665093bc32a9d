import { Injectable } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { type ChannelKind, ChannelTokens, type ChannelIdentity, type IssuedToken, LineGateways } from '@chatloom/bots';

/** Keys a person put in. Without a token the channel ID is there, and tokens are made here. */
export interface GivenKeys {
  channelSecret: string;
  accessToken?: string;
  lineChannelId?: string;
}
/** Keys LINE has not refused. */
export interface TriedKeys {
  accessToken: string | IssuedToken;
  lineChannelId?: string;
  /** Who the bot is; absent when LINE did not answer. */
  identity?: ChannelIdentity;
}

/** Rate limits are per channel; keys of no channel yet share this bucket. */
const NO_CHANNEL = 'new';

/**
 * Tries keys at LINE before they are stored, so that a mistake is told beside its field and nothing half-made is left.
 * A LINE that does not answer is no reason to refuse a pasted token; without it no token can be made, though.
 */
@Injectable()
export class ChannelKeys {
  constructor(
    private readonly gateways: LineGateways,
    private readonly tokens: ChannelTokens,
  ) {}

  /** @throws AccessError `invalid` naming the field that is wrong, `upstream` when a token cannot be made now */
  async tryKeys(kind: ChannelKind, given: GivenKeys): Promise<TriedKeys> {
    return given.accessToken === undefined ? this.byChannelId(kind, given.lineChannelId ?? '', given.channelSecret) : this.byToken(kind, given.accessToken, given.channelSecret);
  }

  private async byChannelId(kind: ChannelKind, lineChannelId: string, channelSecret: string): Promise<TriedKeys> {
    const issued = await this.tokens.issue(kind, { channelId: lineChannelId, channelSecret });
    if (issued.kind === 'retryLater') throw new AccessError('upstream', 'LINE does not answer at the moment, so no token could be made. Nothing was stored; try again in a minute.');
    if (issued.kind !== 'ok') throw wrong('channelSecret', 'credentialsRefused', 'LINE says that channel ID and channel secret do not belong together. Copy both from "Basic settings" of the same channel.');
    return { accessToken: issued.value, lineChannelId, ...(await this.identityOf(kind, issued.value.token)) };
  }

  private async byToken(kind: ChannelKind, accessToken: string, channelSecret: string): Promise<TriedKeys> {
    const identity = await this.identityOf(kind, accessToken);
    const lineChannelId = await this.channelOf(kind, accessToken, channelSecret);
    return { accessToken, ...(lineChannelId === undefined ? {} : { lineChannelId }), ...identity };
  }

  private async identityOf(kind: ChannelKind, accessToken: string): Promise<{ identity?: ChannelIdentity }> {
    const info = await this.gateways.of(kind).botInfo({ id: NO_CHANNEL, accessToken });
    if (info.kind === 'unauthorized') throw wrong('accessToken', 'tokenRefused', 'LINE does not accept this access token. Issue a new one under "Messaging API" and copy the whole of it.');
    if (info.kind !== 'ok') return {};
    const { userId, basicId, displayName } = info.value;
    return { identity: { botUserId: userId, basicId, displayName } };
  }

  /** The token tells its channel; with that LINE can say whether the secret is of the same one. Whatever LINE does not tell is left open. */
  private async channelOf(kind: ChannelKind, accessToken: string, channelSecret: string): Promise<string | undefined> {
    const verified = await this.gateways.of(kind).tokens.verify(NO_CHANNEL, accessToken);
    if (verified.kind !== 'ok') return undefined;
    const lineChannelId = verified.value.client_id;
    const issued = await this.tokens.issue(kind, { channelId: lineChannelId, channelSecret });
    if (issued.kind === 'refused' || issued.kind === 'unauthorized') {
      throw wrong('channelSecret', 'secretOfOther', 'The channel secret does not belong to the channel of this access token. Copy both from the same channel.');
    }
    return lineChannelId;
  }
}

function wrong(field: string, code: string, message: string): AccessError {
  return new AccessError('invalid', message, { details: [{ path: ['body', field], code, message }] });
}
