import { Controller } from '@nestjs/common';
import { AccessError, ApiTokens, Audit, People, SignIn, toPerson } from '@chatloom/accounts';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** A person's own settings and API tokens. */
@Controller()
export class MeController {
  constructor(
    private readonly people: People,
    private readonly signIn: SignIn,
    private readonly tokens: ApiTokens,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.updateMe)
  async update(@Call() { principal, body, ip, userAgent }: CallOf<typeof Routes.updateMe>): Promise<CallOutput<typeof Routes.updateMe>> {
    const { password, ...rest } = body;
    if (password) await this.signIn.changePassword(principal.person, principal.sessionId, password, { ip, userAgent });
    return toPerson(await this.people.update(principal.person.id, rest));
  }

  @Route(Routes.listTokens)
  async listTokens(@Call() { principal }: CallOf<typeof Routes.listTokens>): Promise<CallOutput<typeof Routes.listTokens>> {
    return { items: await this.tokens.list(principal.person.id) };
  }

  @Route(Routes.createToken)
  async createToken(@Call() { principal, body, ip }: CallOf<typeof Routes.createToken>): Promise<CallOutput<typeof Routes.createToken>> {
    const made = await this.tokens.create(principal.person.id, body.name, body.expiresAt === undefined ? null : new Date(body.expiresAt));
    await this.audit.record({ action: 'token.created', personId: principal.person.id, ip, details: { tokenId: made.id } });
    return made;
  }

  @Route(Routes.revokeToken)
  async revokeToken(@Call() { principal, params, ip }: CallOf<typeof Routes.revokeToken>): Promise<void> {
    if (!(await this.tokens.revoke(principal.person.id, params.tokenId))) throw new AccessError('notFound', 'There is no such API token.');
    await this.audit.record({ action: 'token.revoked', personId: principal.person.id, ip, details: { tokenId: params.tokenId } });
  }
}
