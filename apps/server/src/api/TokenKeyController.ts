import { Controller } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { ChannelDirectory, Channels, ChannelTokens, type PublicTokenKey, StateConflictError, TokenKeys } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** Access tokens by signature: the key pair, its registration at LINE, and giving it up again (FACTS §14). */
@Controller()
export class TokenKeyController {
  constructor(
    private readonly channels: Channels,
    private readonly directory: ChannelDirectory,
    private readonly keys: TokenKeys,
    private readonly tokens: ChannelTokens,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.getTokenKey)
  async get(@Call() { params }: CallOf<typeof Routes.getTokenKey>): Promise<CallOutput<typeof Routes.getTokenKey>> {
    await this.channels.getOrThrow(params.botId, params.channelId);
    const key = await this.keys.find(params.botId, params.channelId);
    return { key: key && toBody(key) };
  }

  @Route(Routes.makeTokenKey)
  async make(@Call() call: CallOf<typeof Routes.makeTokenKey>): Promise<CallOutput<typeof Routes.makeTokenKey>> {
    const { botId, channelId } = call.params;
    const channel = await this.channels.getOrThrow(botId, channelId);
    if (channel.kind === 'simulator') throw new StateConflictError('The simulator channel has its own secrets.');
    const key = await this.keys.make(botId, channelId);
    await this.record('channel.tokenKeyMade', call);
    return toBody(key);
  }

  @Route(Routes.useTokenKey)
  async use(@Call() call: CallOf<typeof Routes.useTokenKey>): Promise<CallOutput<typeof Routes.useTokenKey>> {
    const { botId, channelId } = call.params;
    const { kid } = call.body;
    const channel = await this.channels.getOrThrow(botId, channelId);
    const lineChannelId = call.body.lineChannelId ?? channel.lineChannelId;
    if (lineChannelId === null) throw wrong('lineChannelId', 'channelIdMissing', 'Enter the channel ID: the signature names it.');
    const key = await this.keys.with(channelId, kid);
    if (!key) throw new StateConflictError('This channel has no key yet. Make one first.');
    const issued = await this.tokens.issueByKey(channel.kind, lineChannelId, key);
    if (issued.kind === 'retryLater') throw new AccessError('upstream', 'LINE does not answer at the moment. Nothing was stored; try again in a minute.');
    if (issued.kind !== 'ok') throw wrong('kid', 'keyRefused', 'LINE does not take a signature with this key. Was the public key registered for this very channel, and is this the key ID LINE showed then?');
    await this.keys.use(botId, channelId, kid);
    await this.channels.update(botId, channelId, { accessToken: issued.value, lineChannelId });
    await this.record('channel.tokenKeyUsed', call);
    return toBody((await this.keys.find(botId, channelId))!);
  }

  @Route(Routes.removeTokenKey)
  async remove(@Call() call: CallOf<typeof Routes.removeTokenKey>): Promise<void> {
    const { botId, channelId } = call.params;
    const channel = await this.channels.getOrThrow(botId, channelId);
    const isInUse = (await this.keys.inUse(channelId)) !== null && channel.tokenKind === 'issued';
    const inUse = await this.directory.byId(channelId);
    if (isInUse && inUse && channel.lineChannelId !== null) {
      // A channel must not be left without a way to its next token.
      const issued = await this.tokens.issue(channel.kind, { channelId: channel.lineChannelId, channelSecret: inUse.secret });
      if (issued.kind !== 'ok') throw new AccessError('upstream', 'LINE gives no token for the channel secret at the moment, so the key is kept. Try again in a minute.');
      await this.channels.update(botId, channelId, { accessToken: issued.value });
    }
    await this.keys.remove(botId, channelId);
    await this.record('channel.tokenKeyRemoved', call);
  }

  private record(action: string, call: { principal: { person: { id: string } }; params: { botId: string; channelId: string }; ip: string }): Promise<void> {
    return this.audit.record({ action, personId: call.principal.person.id, botId: call.params.botId, ip: call.ip, details: { channelId: call.params.channelId } });
  }
}

function toBody({ publicKey, kid, createdAt }: PublicTokenKey): CallOutput<typeof Routes.makeTokenKey> {
  return { publicKey, kid, createdAt: createdAt.toISOString() };
}

function wrong(field: string, code: string, message: string): AccessError {
  return new AccessError('invalid', message, { details: [{ path: ['body', field], code, message }] });
}
