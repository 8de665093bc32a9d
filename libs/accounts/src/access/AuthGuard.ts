import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isBotPermission, type Permission } from '@chatloom/contract';
import { CONFIG, type Config } from '@chatloom/platform';
import { AccessError } from '../errors';
import type { PersonRow } from '../people/People';
import { ApiTokens } from './ApiTokens';
import { Memberships } from './Memberships';
import { requireJson, requireSameSite } from './requireSameSite';
import { readSessionCookie } from './sessionCookie';
import { Sessions } from './Sessions';

/** What a route declares about its callers. */
export interface AccessRule {
  auth: 'public' | 'person';
  permission: Permission;
}
const ACCESS_RULE = 'chatloom:access';

/** Declares who may call a route. A route that declares nothing is closed (`AuthGuard`). */
export const Access = (rule: AccessRule): MethodDecorator => SetMetadata(ACCESS_RULE, rule);

/** The rule a handler declares. */
export function accessRuleOf(handler: object): AccessRule | undefined {
  return Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule | undefined;
}

/** Who makes this request. */
export interface Principal {
  person: PersonRow;
  by: 'cookie' | 'token';
  /** The browser session, when by cookie. */
  sessionId: string | null;
}

/** The parts of Fastify's request that the guard reads and writes. */
export interface GuardedRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  params: Record<string, string>;
  principal?: Principal;
}

/**
 * Paths served without a declared rule: they have their own protection (the webhook's signature, the metrics' token) or
 * nothing to protect. Everything else must declare one.
 */
export const OPEN_PATHS: readonly RegExp[] = [/^\/webhook\//, /^\/health\/(live|ready)$/, /^\/metrics$/, /^\/a\//, /^\/f\//, /^\/m\//, /^\/api\/openapi\.json$/];

/** Guards every route of the server: closed unless declared. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly memberships: Memberships,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (!rule) {
      const path = request.url.split('?')[0]!;
      if (OPEN_PATHS.some((open) => open.test(path))) return true;
      throw new AccessError('forbidden', 'This route is closed.');
    }
    requireJson(request);
    if (rule.auth === 'public') {
      requireSameSite(request, this.config.PUBLIC_URL);
      return true;
    }
    const principal = await this.authenticate(request);
    request.principal = principal;
    if (isBotPermission(rule.permission)) await this.memberships.requireBot(principal.person.id, requireUuid(request.params['botId']), rule.permission);
    return true;
  }

  /** By token when one is given, else by cookie. A token needs no check of the origin: no browser adds it by itself. */
  private async authenticate(request: GuardedRequest): Promise<Principal> {
    const authorization = request.headers['authorization'];
    if (typeof authorization === 'string') {
      const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
      const found = token === undefined ? null : await this.tokens.find(token);
      if (!found) throw new AccessError('unauthenticated', 'This API token is unknown, expired or revoked.');
      return { person: found.person, by: 'token', sessionId: null };
    }
    const cookie = request.headers['cookie'];
    const token = readSessionCookie(this.config.PUBLIC_URL, Array.isArray(cookie) ? cookie.join('; ') : cookie);
    const found = token ? await this.sessions.find(token) : null;
    if (!found) throw new AccessError('unauthenticated', 'Sign in first.');
    requireSameSite(request, this.config.PUBLIC_URL);
    return { person: found.person, by: 'cookie', sessionId: found.sessionId };
  }
}

// A malformed id cannot name a bot; asking the database about it would only be an error there.
function requireUuid(id: string | undefined): string {
  if (id !== undefined && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new AccessError('notFound', 'There is no such bot.');
}
