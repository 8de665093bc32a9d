import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { RouteOutput } from '../../api/call';
import { channelsQuery } from '../../api/queries';

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
const route = getRouteApi('/b/$botId/line');

/** The channel asked for, else the first real one, else the built-in one: everything can be tried before LINE is connected. */
export function chosenChannel(channels: readonly Channel[], wanted: string | undefined): Channel | undefined {
  return channels.find(({ id }) => id === wanted) ?? channels.find(({ kind }) => kind === 'line') ?? channels[0];
}

/** Bot and channel the pages below `/line` are about. The layout shows them only when there is a channel. */
export function useLineChannel(): { botId: string; channelId: string } {
  const { botId } = route.useParams();
  const { channel } = route.useSearch();
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  return { botId, channelId: chosenChannel(channels, channel)?.id ?? '' };
}
