import { Controller, Inject, Res } from '@nestjs/common';
import { Setup, sessionCookie, toPerson } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** The first visit. */
@Controller()
export class SetupController {
  constructor(
    private readonly setup: Setup,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.getSetup)
  async get(): Promise<CallOutput<typeof Routes.getSetup>> {
    return { needed: await this.setup.isNeeded() };
  }

  @Route(Routes.setUp)
  async setUp(@Call() { body, ip, userAgent }: CallOf<typeof Routes.setUp>, @Res({ passthrough: true }) reply: FastifyReply): Promise<CallOutput<typeof Routes.setUp>> {
    const { setupToken, issueToken, ...person } = body;
    const made = await this.setup.setUp(setupToken, person, issueToken ?? false, { ip, userAgent });
    void reply.header('Set-Cookie', sessionCookie(this.config.PUBLIC_URL, made.sessionToken));
    return { person: toPerson(made.person), ...(made.apiToken ? { token: made.apiToken.token } : {}) };
  }
}
