import { applyDecorators, createParamDecorator, type ExecutionContext, Header, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { Access, AccessError, type GuardedRequest, type Principal } from '@chatloom/accounts';
import { API_PREFIX, type RouteShape, successStatus, type ValidatedInput } from '@chatloom/contract';
import { validateCall } from './validateCall';

const ROUTE = 'chatloom:route';

/** The parts of Fastify's request a handler may need. */
export interface ApiRequest extends GuardedRequest {
  query: unknown;
  body: unknown;
  ip: string;
}

/** A call as a handler sees it: validated by the contract, with who makes it and from where. */
export interface CallOf<R extends RouteShape> extends ValidatedInput<R> {
  /** Who calls. @throws on public routes, where nobody is known. */
  principal: Principal;
  ip: string;
  userAgent: string;
}

/**
 * Binds a handler to a route of the contract: method, path, status, who may call it, and no caching. The handler takes the call
 * as its only argument, marked with `@Call()`.
 */
export function Route(route: RouteShape): MethodDecorator {
  return applyDecorators(
    RequestMapping({ method: RequestMethod[route.method], path: `${API_PREFIX}${route.path}` }),
    HttpCode(successStatus(route)),
    Header('Cache-Control', 'no-store'),
    Access({ auth: route.auth, permission: route.permission }),
    SetMetadata(ROUTE, route),
  );
}

/** The route a handler is bound to. */
export function routeOf(handler: object): RouteShape | undefined {
  return Reflect.getMetadata(ROUTE, handler) as RouteShape | undefined;
}

/** The validated call. Runs after the guard, so strangers learn nothing about what a body should look like. */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext): CallOf<RouteShape> => {
  const route = routeOf(context.getHandler());
  if (!route) throw new Error('@Call() belongs to a handler with @Route().');
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const userAgent = request.headers['user-agent'];
  return {
    ...validateCall(route, request),
    get principal() {
      if (!request.principal) throw new AccessError('unauthenticated', 'Sign in first.');
      return request.principal;
    },
    ip: request.ip,
    userAgent: typeof userAgent === 'string' ? userAgent : '',
  };
});
