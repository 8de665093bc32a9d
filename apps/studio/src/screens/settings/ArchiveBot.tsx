import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { flowsQuery, keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { toast } from '../../ui/toast';
import styles from './forms.module.css';

/** Putting the bot away. Asks first, because customers notice. */
export function ArchiveBot({ bot }: { bot: RouteOutput<'GET /bots/:botId'> }) {
  const { t } = useTranslation(['settings', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const flows = useQuery(flowsQuery(bot.id)).data?.items.length ?? 0;
  const archive = async () => {
    try {
      await call('DELETE /bots/:botId', { params: { botId: bot.id } });
      queryClient.removeQueries({ queryKey: keys.bot(bot.id) });
      await queryClient.refetchQueries({ queryKey: keys.bots, exact: true });
      await navigate({ to: '/' });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
  };
  return (
    <Card title={t('bot.archive')}>
      <div className={styles.form}>
        <p>{t('bot.archiveText')}</p>
        <div className={styles.actions}>
          <Button variant="outline" color="red" onClick={() => setAsking(true)}>
            {t('bot.archive')}
          </Button>
        </div>
      </div>
      <ConfirmWithNumber opened={asking} title={t('bot.archiveTitle')} sentence={t('bot.archiveSentence', { name: bot.name, count: flows })} verb={t('bot.archive')} danger onConfirm={archive} onClose={() => setAsking(false)} />
    </Card>
  );
}
