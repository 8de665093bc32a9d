import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, type RouteInput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { keys } from '../../api/queries';
import { toast } from '../../ui/toast';
import { contactKeys } from './contactQueries';

type Change = RouteInput<'PATCH /bots/:botId/contacts/:contactId'>['body'];

/** Changes tags and fields of one person, and tells everything that shows them. `onFault` is told instead of a toast. */
export function useChangePerson(botId: string, contactId: string) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  return async (change: Change, onFault?: (error: unknown) => void): Promise<boolean> => {
    try {
      client.setQueryData(keys.contact(botId, contactId), await call('PATCH /bots/:botId/contacts/:contactId', { params: { botId, contactId }, body: change }));
    } catch (error) {
      if (onFault) onFault(error);
      else toast(errorLine(error, t), { tone: 'error' });
      return false;
    }
    void client.invalidateQueries({ queryKey: contactKeys.rows(botId) });
    void client.invalidateQueries({ queryKey: contactKeys.tags(botId) });
    void client.invalidateQueries({ queryKey: contactKeys.changes(botId, contactId) });
    void client.invalidateQueries({ queryKey: [...keys.contact(botId, contactId), 'segments'] });
    return true;
  };
}
