import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors';

/** The studio's cache of answers. Refusals are final; an unreachable server is tried twice more. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
