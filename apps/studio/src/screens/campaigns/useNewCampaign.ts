import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { channelsQuery } from '../../api/queries';
import { useFormat } from '../../i18n/useFormat';
import { toast } from '../../ui/toast';
import { campaignKeys } from './campaignQueries';
import { newDesign } from './designModel';

/** Begins a campaign on the bot's LINE account (the built-in phone while there is none) and opens it. */
export function useNewCampaign(botId: string) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const channels = useQuery(channelsQuery(botId)).data?.items;
  const channel = channels?.find(({ kind, state }) => kind === 'line' && state === 'active') ?? channels?.find(({ kind }) => kind === 'simulator') ?? channels?.[0];
  const create = useMutation({
    mutationFn: (channelId: string) => call('POST /bots/:botId/campaigns', { params: { botId }, body: { name: t('list.newName', { date: format.date(Date.now()) }), design: newDesign(channelId) } }),
    onSuccess: (campaign) => {
      client.setQueryData(campaignKeys.one(botId, campaign.id), campaign);
      void client.invalidateQueries({ queryKey: [...campaignKeys.all(botId), 'list'] });
      void navigate({ to: '/b/$botId/campaigns/$campaignId', params: { botId, campaignId: campaign.id } });
    },
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
  });
  return { isPending: create.isPending, isReady: channel !== undefined, make: () => channel && create.mutate(channel.id) };
}
