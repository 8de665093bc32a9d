import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { apiUrl } from '../../api/call';
import { openStream } from '../../api/openStream';
import { campaignKeys, progressQuery, type CampaignProgress, type CampaignState } from './campaignQueries';
import { isOver } from './stateTone';

/** How far a campaign is, followed as it changes; a change of its state also renews the campaign itself and its numbers. */
export function useProgress(botId: string, campaignId: string, state: CampaignState) {
  const client = useQueryClient();
  const progress = useQuery(progressQuery(botId, campaignId));
  const listening = !isOver(state);
  const lastState = useRef(state);
  useEffect(() => {
    if (!listening) return;
    return openStream(apiUrl('/bots/:botId/campaigns/:campaignId/progress/stream', { params: { botId, campaignId } }), {
      progress: (data: CampaignProgress) => {
        client.setQueryData(campaignKeys.progress(botId, campaignId), data);
        if (data.state === lastState.current) return;
        lastState.current = data.state;
        void client.invalidateQueries({ queryKey: campaignKeys.one(botId, campaignId) });
        void client.invalidateQueries({ queryKey: [...campaignKeys.all(botId), 'list'] });
      },
    });
  }, [botId, campaignId, client, listening]);
  return progress;
}
