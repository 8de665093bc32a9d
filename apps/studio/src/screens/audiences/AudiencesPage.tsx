import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { audiencesQuery, lineKeys } from '../../api/lineQueries';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { SkeletonList } from '../../ui/Skeleton';
import { Stack } from '../../ui/Stack';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import { LineTrouble } from '../insight/LineTrouble';
import { useLineChannel } from '../insight/useLineChannel';
import { NewAudience } from './NewAudience';
import forms from '../settings/forms.module.css';
import styles from '../insight/insight.module.css';

type Audience = RouteOutput<'GET /bots/:botId/channels/:channelId/audiences'>['items'][number];
const STATES = ['IN_PROGRESS', 'READY', 'FAILED', 'EXPIRED'];
/** While LINE works on one of them. */
const LOOK_AGAIN_MS = 5_000;

/** Lists of people at LINE: made of a tag or of ids, with their state, and deleted. */
export default function AudiencesPage() {
  const { t } = useTranslation(['insight', 'common']);
  const { botId, channelId } = useLineChannel();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Audience>();
  const audiences = useQuery({
    ...audiencesQuery(botId, channelId),
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === 'IN_PROGRESS') ? LOOK_AGAIN_MS : false),
  });
  const remove = async ({ id, name }: Audience) => {
    try {
      await call('DELETE /bots/:botId/channels/:channelId/audiences/:audienceId', { params: { botId, channelId, audienceId: id } });
      toast(t('audiences.deleted', { name }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: lineKeys.audiences(botId, channelId) });
  };
  const items = audiences.data?.items;
  return (
    <Stack>
      {making && <NewAudience botId={botId} channelId={channelId} onDone={() => setMaking(false)} />}
      <Card title={t('audiences.title')} aside={!making && <Button size="xs" onClick={() => setMaking(true)}>{t('audiences.new')}</Button>}>
        <p className={styles.text}>{t('audiences.text')}</p>
        {audiences.error ? (
          <LineTrouble error={audiences.error} onRetry={() => void audiences.refetch()} />
        ) : !items ? (
          <SkeletonList count={2} height={56} />
        ) : items.length === 0 ? (
          <p className={styles.noAnswer}>{t('audiences.none')}</p>
        ) : (
          <ul className={forms.rows}>
            {items.map((audience) => (
              <li key={audience.id}>
                <div className={forms.rowWords}>
                  <div className={forms.rowTitle}>
                    {audience.name}
                    <StateBadge tone={audience.status === 'READY' ? 'good' : audience.status === 'IN_PROGRESS' ? 'info' : 'danger'}>
                      {t(`audiences.status.${STATES.includes(audience.status) ? audience.status : 'other'}`, { status: audience.status })}
                    </StateBadge>
                  </div>
                  <div className={forms.rowText}>
                    {audience.count === null ? t('audiences.few') : t('audiences.people', { count: audience.count })} · {format.date(audience.createdAt)}
                  </div>
                </div>
                <Button variant="outline" color="red" size="xs" aria-label={`${t('audiences.delete')}: ${audience.name}`} onClick={() => setAsked(audience)}>
                  {t('audiences.delete')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <ConfirmWithNumber
        opened={asked !== undefined}
        title={t('audiences.delete')}
        sentence={t('audiences.deleteText', { name: asked?.name ?? '' })}
        verb={t('audiences.delete')}
        danger
        onConfirm={() => (asked ? remove(asked) : Promise.resolve())}
        onClose={() => setAsked(undefined)}
      />
    </Stack>
  );
}
