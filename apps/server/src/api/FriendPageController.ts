import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { FriendSources, qrSvg } from '@chatloom/audience';
import { isPerson } from '@chatloom/campaigns';
import type { FastifyReply } from 'fastify';
import { FRIEND_PAGE_POLICY, friendPage, pageLanguage } from './friendPage';
import type { ApiRequest } from './route';

const PHONE = /iphone|ipad|android|mobile/i;
const CODE = /^[A-Za-z0-9]{4,24}$/;

/** Where links and QR codes of friend sources lead. Open to everybody; what it tells is what is printed on the poster anyway. */
@Controller()
export class FriendPageController {
  constructor(private readonly sources: FriendSources) {}

  @Get('/f/:code')
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', FRIEND_PAGE_POLICY)
  async open(@Param('code') code: string, @Req() request: ApiRequest, @Res() reply: FastifyReply): Promise<void> {
    const agent = String(request.headers['user-agent'] ?? '');
    const source = CODE.test(code) ? await this.sources.open(code, isPerson(request)) : null;
    const language = pageLanguage(String(request.headers['accept-language'] ?? ''));
    await reply.code(source ? 200 : 404).send(friendPage(source, language, source && !PHONE.test(agent) ? qrSvg(source.url) : null));
  }
}
