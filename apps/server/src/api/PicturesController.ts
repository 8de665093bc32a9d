import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { Audit } from '@chatloom/accounts';
import { Bots, PICTURES_PATH } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { storedPictureUrl } from '@chatloom/messages';
import { type StoredPicture, StoredPictures } from '@chatloom/pictures';
import { CONFIG, type Config } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** Pictures for messages: kept for members of a bot, given out to everybody who has the address. */
@Controller()
export class PicturesController {
  constructor(
    private readonly pictures: StoredPictures,
    private readonly bots: Bots,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.listPictures)
  async list(@Call() { params }: CallOf<typeof Routes.listPictures>): Promise<CallOutput<typeof Routes.listPictures>> {
    await this.bots.getOrThrow(params.botId);
    return { items: (await this.pictures.list(params.botId)).map(toBody), isPublic: this.config.PUBLIC_URL.startsWith('https://') };
  }

  @Route(Routes.uploadPicture)
  async upload(@Call() { params, body, principal, ip }: CallOf<typeof Routes.uploadPicture>): Promise<CallOutput<typeof Routes.uploadPicture>> {
    await this.bots.getOrThrow(params.botId);
    const picture = await this.pictures.store(params.botId, Buffer.from(body.base64, 'base64'));
    await this.audit.record({ action: 'picture.stored', personId: principal.person.id, botId: params.botId, ip, details: { width: picture.width, height: picture.height } });
    return toBody(picture);
  }

  /** For LINE, which adds the width to an imagemap's base address, and for browsers. */
  @Get(`${PICTURES_PATH}/:code/:form`)
  async read(@Param('code') code: string, @Param('form') form: string, @Res() reply: FastifyReply): Promise<void> {
    const { contentType, body } = await this.pictures.read(code, form);
    await reply
      .header('content-type', contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(body);
  }
}

function toBody({ code, width, height, createdAt }: StoredPicture): CallOutput<typeof Routes.uploadPicture> {
  return { code, url: storedPictureUrl(code, 'fit'), width, height, createdAt: createdAt.toISOString() };
}
