import { Controller, Res } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { FriendSources, type FriendSourceView, qrPng, qrSvg } from '@chatloom/audience';
import { type CallOutput, Routes } from '@chatloom/contract';
import type { FastifyReply } from 'fastify';
import { isoOrNull } from './pages';
import { Call, type CallOf, Route } from './route';

/** Links and QR codes by which friends come. The page behind them is `friendPage`. */
@Controller()
export class FriendSourcesController {
  constructor(
    private readonly sources: FriendSources,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listFriendSources)
  async list(@Call() { params }: CallOf<typeof Routes.listFriendSources>): Promise<CallOutput<typeof Routes.listFriendSources>> {
    return { items: (await this.sources.list(params.botId)).map(toSource) };
  }

  @Route(Routes.createFriendSource)
  async create(@Call() { params, body }: CallOf<typeof Routes.createFriendSource>): Promise<CallOutput<typeof Routes.createFriendSource>> {
    return toSource(await this.sources.create(params.botId, body));
  }

  @Route(Routes.updateFriendSource)
  async update(@Call() { params, body }: CallOf<typeof Routes.updateFriendSource>): Promise<CallOutput<typeof Routes.updateFriendSource>> {
    return toSource(await this.sources.update(params.botId, params.sourceId, body));
  }

  @Route(Routes.deleteFriendSource)
  async delete(@Call() call: CallOf<typeof Routes.deleteFriendSource>): Promise<void> {
    const { botId, sourceId } = call.params;
    const { name } = await this.sources.getOrThrow(botId, sourceId);
    await this.sources.delete(botId, sourceId);
    await this.audit.record({ action: 'friendSource.deleted', personId: call.principal.person.id, botId, ip: call.ip, details: { sourceId, name } });
  }

  @Route(Routes.getFriendSourceQr)
  async qr(@Call() { params, query }: CallOf<typeof Routes.getFriendSourceQr>, @Res() reply: FastifyReply): Promise<void> {
    const { url, code } = await this.sources.getOrThrow(params.botId, params.sourceId);
    const isSvg = params.format === 'svg';
    await reply
      .header('content-type', isSvg ? 'image/svg+xml' : 'image/png')
      .header('content-disposition', `inline; filename="${code}.${params.format}"`)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(isSvg ? qrSvg(url) : qrPng(url, query.size));
  }
}

function toSource({ lastAt, createdAt, ...source }: FriendSourceView): CallOutput<typeof Routes.createFriendSource> {
  return { ...source, lastAt: isoOrNull(lastAt), createdAt: createdAt.toISOString() };
}
