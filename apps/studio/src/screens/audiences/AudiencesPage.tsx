import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { audiencesQuery, lineKeys } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { ThingsAtLine } from '../insight/ThingsAtLine';
import { useLineChannel } from '../insight/useLineChannel';
import { NewAudience } from './NewAudience';

const STATES = ['IN_PROGRESS', 'READY', 'FAILED', 'EXPIRED'];
/** While LINE works on one of them. */
const LOOK_AGAIN_MS = 5_000;

/** Lists of people at LINE: made of a tag or of ids, with their state, and deleted. */
export default function AudiencesPage() {
  const { t } = useTranslation('insight');
  const { botId, channelId } = useLineChannel();
  const format = useFormat();
  const audiences = useQuery({
    ...audiencesQuery(botId, channelId),
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === 'IN_PROGRESS') ? LOOK_AGAIN_MS : false),
  });
  return (
    <ThingsAtLine
      words={{
        title: t('audiences.title'),
        text: t('audiences.text'),
        make: t('audiences.new'),
        none: t('audiences.none'),
        end: t('audiences.delete'),
        endSentence: ({ name }) => t('audiences.deleteText', { name }),
        ended: ({ name }) => t('audiences.deleted', { name }),
      }}
      things={audiences}
      queryKey={lineKeys.audiences(botId, channelId)}
      rowOf={({ id, name, status, count, createdAt }) => ({
        id,
        name,
        state: { tone: status === 'READY' ? 'good' : status === 'IN_PROGRESS' ? 'info' : 'danger', words: t(`audiences.status.${STATES.includes(status) ? status : 'other'}`, { status }) },
        details: `${count === null ? t('audiences.few') : t('audiences.people', { count })} · ${format.date(createdAt)}`,
        canEnd: true,
      })}
      onEnd={({ id }) => call('DELETE /bots/:botId/channels/:channelId/audiences/:audienceId', { params: { botId, channelId, audienceId: id } })}
      form={(onDone) => <NewAudience botId={botId} channelId={channelId} onDone={onDone} />}
    />
  );
}
