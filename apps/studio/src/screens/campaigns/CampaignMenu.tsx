import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import type { MenuButton } from '../../ui/LazyMenu';
import { Menu } from '../../ui/Menu';
import { OpenMenu } from '../../ui/OpenMenu';
import { toast } from '../../ui/toast';
import { campaignKeys, type CampaignSummary } from './campaignQueries';

/** What can be done with a campaign from the list and from its own page, which `onRemove` leaves first. */
export default function CampaignMenu({ button, botId, campaign, onRemove }: MenuButton & { botId: string; campaign: Pick<CampaignSummary, 'id' | 'name' | 'state' | 'run'>; onRemove?: () => Promise<unknown> }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { botId, campaignId: campaign.id };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      void client.invalidateQueries({ queryKey: campaignKeys.all(botId) });
    }
  };
  const duplicate = () =>
    attempt(async () => {
      const copy = await call('POST /bots/:botId/campaigns/:campaignId/duplicate', { params, body: { name: t('menu.copyName', { name: campaign.name }).slice(0, 120) } });
      await navigate({ to: '/b/$botId/campaigns/$campaignId', params: { botId, campaignId: copy.id } });
    });
  const remove = () =>
    attempt(async () => {
      const { name, design } = await call('GET /bots/:botId/campaigns/:campaignId', { params });
      await onRemove?.();
      await call('DELETE /bots/:botId/campaigns/:campaignId', { params });
      toast(t('menu.removed', { name }), { undo: () => attempt(() => call('POST /bots/:botId/campaigns', { params: { botId }, body: { name, design } })) });
    });
  return (
    <OpenMenu button={button} position="bottom-end">
      <Menu.Item onClick={() => void duplicate()}>{t('menu.duplicate')}</Menu.Item>
      {campaign.run === null && campaign.state === 'draft' && <Menu.Item onClick={() => void remove()}>{t('menu.remove')}</Menu.Item>}
    </OpenMenu>
  );
}
