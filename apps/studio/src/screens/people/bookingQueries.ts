import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call } from '../../api/call';

/** Bookings of one bot in the query cache. */
export const bookingKeys = { all: (botId: string) => ['bots', botId, 'bookings'] as const };

/** Bookings of one day, the earliest first. */
export const bookingsQuery = (botId: string, day: string) =>
  infiniteQueryOptions({
    queryKey: [...bookingKeys.all(botId), day],
    queryFn: ({ pageParam, signal }) => call('GET /bots/:botId/bookings', { params: { botId }, query: { from: day, to: day, limit: 100, cursor: pageParam ?? undefined } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
