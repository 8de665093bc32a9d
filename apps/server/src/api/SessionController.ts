import { Controller, Inject, Res } from '@nestjs/common';
import { AccessError, clearedSessionCookie, sessionCookie, Sessions, SignIn, toPerson } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

/** Signing in and out, and the browsers a person is signed in with. */
@Controller()
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(Routes.signIn)
  async start(@Call() { body, ip, userAgent }: CallOf<typeof Routes.signIn>, @Res({ passthrough: true }) reply: FastifyReply): Promise<CallOutput<typeof Routes.signIn>> {
    const { person, sessionToken } = await this.signIn.signIn(body.email, body.password, { ip, userAgent });
    void reply.header('Set-Cookie', sessionCookie(this.config.PUBLIC_URL, sessionToken));
    return { person: toPerson(person) };
  }

  @Route(Routes.getSession)
  get(@Call() { principal }: CallOf<typeof Routes.getSession>): CallOutput<typeof Routes.getSession> {
    return { person: toPerson(principal.person), by: principal.by };
  }

  @Route(Routes.signOut)
  async end(@Call() { principal }: CallOf<typeof Routes.signOut>, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (principal.sessionId) await this.sessions.end(principal.person.id, principal.sessionId);
    void reply.header('Set-Cookie', clearedSessionCookie(this.config.PUBLIC_URL));
  }

  @Route(Routes.listSessions)
  async list(@Call() { principal }: CallOf<typeof Routes.listSessions>): Promise<CallOutput<typeof Routes.listSessions>> {
    return { items: await this.sessions.list(principal.person.id, principal.sessionId) };
  }

  @Route(Routes.revokeSession)
  async revoke(@Call() { principal, params }: CallOf<typeof Routes.revokeSession>): Promise<void> {
    if (!(await this.sessions.end(principal.person.id, params.sessionId))) throw new AccessError('notFound', 'There is no such session.');
  }
}
