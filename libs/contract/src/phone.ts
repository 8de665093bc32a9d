import type { RouteShape } from './route';

/** Routes of the phone: the simulator through the server. */
export const phoneRoutes = {} as const satisfies Record<string, RouteShape>;
