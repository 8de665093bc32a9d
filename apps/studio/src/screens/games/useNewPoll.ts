import { pollDefaults } from '@chatloom/nodes/definitions';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { toast } from '../../ui/toast';
import { gameKeys } from './gameQueries';

/** Makes a poll with an example to be changed, and opens it. */
export function useNewPoll(botId: string) {
  const { t } = useTranslation(['games', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const create = async () => {
    setCreating(true);
    try {
      const example = { ...pollDefaults(), question: t('example.question'), choices: [{ id: 'choice1', label: t('example.first') }, { id: 'choice2', label: t('example.second') }] };
      const { id } = await call('POST /bots/:botId/polls', { params: { botId }, body: { name: t('example.name'), document: example } });
      await client.invalidateQueries({ queryKey: gameKeys.polls(botId) });
      await navigate({ to: '/b/$botId/games/polls/$pollId', params: { botId, pollId: id } });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      setCreating(false);
    }
  };
  return { create, creating };
}
