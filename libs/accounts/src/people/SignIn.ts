import { Injectable } from '@nestjs/common';
import { AccessError } from '../errors';
import { Passwords } from '../passwords/Passwords';
import { SignInThrottle } from '../passwords/SignInThrottle';
import { Sessions, type Visitor } from '../access/Sessions';
import { Audit } from './Audit';
import { normalizeEmail, People, type PersonRow } from './People';

/** Signing in with address and password. An unknown address gets the same answer after the same work. */
@Injectable()
export class SignIn {
  constructor(
    private readonly people: People,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
    private readonly audit: Audit,
  ) {}

  /** @returns the person and the token for the cookie. @throws AccessError `wrongCredentials` or `throttled`. */
  async signIn(email: string, password: string, visitor: Visitor): Promise<{ person: PersonRow; sessionToken: string }> {
    const found = await this.people.findByEmail(email);
    await this.requirePassword(found, normalizeEmail(email), password, visitor, () => new AccessError('wrongCredentials', 'E-mail address and password do not belong together.'));
    const { password_hash: passwordHash, ...person } = found!;
    if (this.passwords.isOutdated(passwordHash)) await this.people.setPasswordHash(person.id, await this.passwords.hash(password));
    const sessionToken = await this.sessions.start(person.id, visitor);
    await this.audit.record({ action: 'person.signedIn', personId: person.id, ip: visitor.ip });
    return { person, sessionToken };
  }

  /** Change the password; all other sessions end. @throws AccessError `invalid` or `throttled`. */
  async changePassword(person: PersonRow, sessionId: string | null, change: { current: string; new: string }, visitor: Visitor): Promise<void> {
    const found = await this.people.findByEmail(person.email);
    const message = 'This is not your current password.';
    await this.requirePassword(found, normalizeEmail(person.email), change.current, visitor, () => new AccessError('invalid', message, { details: [{ path: ['body', 'password', 'current'], code: 'wrongPassword', message }] }));
    this.people.requireGoodPassword(change.new, person.email, ['body', 'password', 'new']);
    const passwordHash = await this.passwords.hash(change.new);
    await this.people.setPasswordHash(person.id, passwordHash);
    await this.sessions.endOthers(person.id, sessionId);
    await this.audit.record({ action: 'person.passwordChanged', personId: person.id, ip: visitor.ip });
  }

  private async requirePassword(found: (PersonRow & { password_hash: string }) | null, account: string, password: string, visitor: Visitor, refusal: () => AccessError): Promise<void> {
    // For an unknown address the same question is asked about nobody, so that it takes as long.
    const fromKnownPlace = await this.sessions.isKnownPlace(found?.id ?? NOBODY, visitor.ip);
    await this.throttle.begin(account, visitor.ip, fromKnownPlace);
    if (!(await this.passwords.verify(found?.password_hash ?? null, password))) {
      await this.audit.record({ action: 'person.signInFailed', personId: found?.id ?? null, ip: visitor.ip });
      throw refusal();
    }
    await this.throttle.succeed(account, visitor.ip, fromKnownPlace);
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
