import type { GroupMember } from '@chatloom/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toast';
import styles from './GroupMembers.module.css';

/** Those who wrote in a group; LINE is asked for a profile when somebody wants to see it. */
export function GroupMembers({ botId, channelId, lineId, members, canAsk }: { botId: string; channelId: string; lineId: string; members: GroupMember[]; canAsk: boolean }) {
  const { t } = useTranslation(['people', 'common']);
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<string | null>(null);
  if (members.length === 0) return <p className={styles.none}>{t('groups.nobodyWrote')}</p>;

  const key = (lineUserId: string) => ['bots', botId, 'groups', channelId, lineId, 'members', lineUserId];
  const ask = async (lineUserId: string) => {
    setAsking(lineUserId);
    try {
      const found = await queryClient.fetchQuery({
        queryKey: key(lineUserId),
        queryFn: ({ signal }) => call('GET /bots/:botId/groups/:channelId/:lineId/members/:lineUserId', { params: { botId, channelId, lineId, lineUserId } }, { signal }),
        staleTime: 0,
      });
      toast(t('groups.memberIs', { name: found.displayName ?? t('unnamed') }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    setAsking(null);
  };

  return (
    <ul className={styles.members}>
      {members.map((member) => {
        const asked = queryClient.getQueryData<GroupMember>(key(member.lineUserId));
        const { displayName, pictureUrl } = asked ?? member;
        const name = displayName ?? t('unnamed');
        return (
          <li key={member.lineUserId} className={styles.member}>
            {pictureUrl ? <img src={pictureUrl} alt="" className={styles.picture} /> : <span className={styles.picture} aria-hidden>{name.trim().slice(0, 1).toUpperCase()}</span>}
            <span className={styles.name}>
              {member.contactId ? (
                <Link to="/b/$botId/people/$contactId" params={{ botId, contactId: member.contactId }}>
                  {name}
                </Link>
              ) : (
                name
              )}
            </span>
            {canAsk && (
              <Button size="xs" variant="default" loading={asking === member.lineUserId} aria-label={t('groups.askMemberLabel', { name })} onClick={() => void ask(member.lineUserId)}>
                {t('groups.askMember')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
