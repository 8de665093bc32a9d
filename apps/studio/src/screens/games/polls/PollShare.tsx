import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call';
import { errorLine } from '../../../api/describeError';
import { groupsQuery } from '../../../api/queries';
import { Button } from '../../../ui/Button';
import { Card } from '../../../ui/Card';
import { ConfirmWithNumber } from '../../../ui/ConfirmWithNumber';
import { NativeSelect } from '../../../ui/NativeSelect';
import { toast } from '../../../ui/toast';
import { groupName } from '../../people/groupName';
import forms from '../../settings/forms.module.css';
import { pollKeys, type PollDetail } from './pollQueries';
import styles from '../games.module.css';
import { PublicPageFields } from '../shared/PublicPageFields';

/** How people come to a poll: the page for a big screen, and the card in a group. */
export function PollShare({ botId, poll }: { botId: string; poll: PollDetail }) {
  const { t } = useTranslation(['games', 'people', 'common']);
  const client = useQueryClient();
  const groups = (useQuery(groupsQuery(botId)).data?.items ?? []).filter(({ state, conversationId }) => state === 'in' && conversationId !== null);
  const [groupId, setGroupId] = useState('');
  const [asking, setAsking] = useState(false);
  const chosen = groups.find(({ conversationId }) => conversationId === groupId) ?? groups[0];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: pollKeys.one(botId, poll.id) });
  };
  const show = () =>
    attempt(async () => {
      if (!chosen?.conversationId) return;
      await call('POST /bots/:botId/polls/:pollId/show', { params: { botId, pollId: poll.id }, body: { conversationIds: [chosen.conversationId] } });
      toast(t('share.shown'));
    });
  return (
    <Card title={t('share.title')}>
      <div className={forms.form}>
        <PublicPageFields
          page={poll.page}
          queryKey={pollKeys.one(botId, poll.id)}
          words={{ label: t('share.page'), help: t('share.pageHelp'), joinHelp: t('share.joinHelp') }}
          put={(body) => call('PUT /bots/:botId/polls/:pollId/page', { params: { botId, pollId: poll.id }, body })}
        />
        {poll.state === 'open' && groups.length > 0 && (
          <div className={styles.withButton}>
            <NativeSelect label={t('share.group')} value={chosen?.conversationId ?? ''} data={groups.map((group) => ({ value: group.conversationId!, label: groupName(group, t) }))} onChange={(event) => setGroupId(event.currentTarget.value)} />
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('share.send')}
            </Button>
          </div>
        )}
        <p>{t('share.steps')}</p>
        <p>{t('share.shownIn', { people: poll.shownIn.people, groups: poll.shownIn.groups })}</p>
      </div>
      <ConfirmWithNumber
        opened={asking}
        title={t('share.send')}
        sentence={t('share.costs', { name: chosen ? groupName(chosen, t) : '', count: chosen?.memberCount ?? 1 })}
        verb={t('share.send')}
        onConfirm={show}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}
