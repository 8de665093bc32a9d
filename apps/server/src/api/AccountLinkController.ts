import { Controller, Get, Header, HttpException, Param, Res } from '@nestjs/common';
import { ACCOUNT_LINK_PATH, AccountLinks, LinkOfferEndedError, LineSaidNo } from '@chatloom/bots';
import type { FastifyReply } from 'fastify';

/** Where the button of the step "join accounts" leads: on to the sign-in page of the bot's owner. Open to everybody who has the address. */
@Controller()
export class AccountLinkController {
  constructor(private readonly links: AccountLinks) {}

  @Get(`${ACCOUNT_LINK_PATH}/:code`)
  @Header('Cache-Control', 'no-store')
  @Header('Referrer-Policy', 'no-referrer')
  async open(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    try {
      await reply.redirect(await this.links.open(code), 302);
    } catch (error) {
      if (error instanceof LinkOfferEndedError) throw new HttpException({ code: 'notFound', message: 'This link is too old. Ask for a new one in the chat.', details: [] }, 404);
      if (error instanceof LineSaidNo) throw new HttpException({ code: 'upstream', message: 'LINE does not answer at the moment. Tap the button again in a minute.', details: [] }, 502);
      throw error;
    }
  }
}
