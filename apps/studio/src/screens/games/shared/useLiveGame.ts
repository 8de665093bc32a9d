import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiUrl } from '../../../api/call';
import { openStream } from '../../../api/openStream';

/**
 * Keeps a game on the screen as it is at this moment, without anybody asking for it.
 * @param path of the route of its stream, whose `page` events are the game as its detail route gives it, without its public page
 */
export function useLiveGame(path: string, params: Record<string, string>, queryKey: QueryKey, isLive: boolean): void {
  const client = useQueryClient();
  const url = apiUrl(path, { params });
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    if (!isLive) return;
    return openStream(url, {
      // The stream leaves the address of the public page out: it does not change with the game.
      page: (page: object | null) => page && client.setQueryData<{ page: unknown }>(JSON.parse(key) as QueryKey, (before) => before && { ...page, page: before.page }),
    });
  }, [url, key, isLive, client]);
}
