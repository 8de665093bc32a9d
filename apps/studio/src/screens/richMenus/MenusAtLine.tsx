import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { channelsQuery } from '../../api/queries';
import { Button } from '../../ui/Button';
import { ConfirmWithNumber } from '../../ui/ConfirmWithNumber';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge } from '../../ui/StateBadge';
import { toast } from '../../ui/toast';
import forms from '../settings/forms.module.css';
import { menuKeys, menusAtLineQuery } from './menuQueries';
import { channelName } from './publicationWords';
import styles from './MenusAtLine.module.css';

type AtLine = RouteOutput<'GET /bots/:botId/channels/:channelId/rich-menus'>['items'][number];

/** What each LINE account really has, also menus other programs made; opened when somebody wants to know. */
export function MenusAtLine({ botId }: { botId: string }) {
  const { t } = useTranslation('richMenus');
  const [opened, setOpened] = useState(false);
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  return (
    <details className={styles.all} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('atLine.title')}</summary>
      <p className={styles.text}>{t('atLine.text')}</p>
      {opened && channels.map((channel) => <OfChannel key={channel.id} botId={botId} channelId={channel.id} name={channelName(channel, t)} />)}
    </details>
  );
}

function OfChannel({ botId, channelId, name }: { botId: string; channelId: string; name: string }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const menus = useQuery(menusAtLineQuery(botId, channelId));
  const [removing, setRemoving] = useState<AtLine>();
  const remove = async () => {
    if (!removing) return;
    try {
      await call('DELETE /bots/:botId/channels/:channelId/rich-menus/:richMenuId', { params: { botId, channelId, richMenuId: removing.richMenuId } });
      toast(t('atLine.removed', { name: removing.name }));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      void client.invalidateQueries({ queryKey: menuKeys.atLine(botId, channelId) });
    }
  };
  return (
    <section className={styles.channel} aria-label={name}>
      <h2>{name}</h2>
      {menus.error ? (
        <ErrorState error={menus.error} onRetry={() => void menus.refetch()} />
      ) : !menus.data ? (
        <SkeletonList count={2} height={44} />
      ) : menus.data.items.length === 0 ? (
        <p className={styles.text}>{t('atLine.none')}</p>
      ) : (
        <ul className={forms.rows}>
          {menus.data.items.map((menu) => (
            <li key={menu.richMenuId}>
              <div className={forms.rowWords}>
                <div className={forms.rowTitle}>
                  {menu.name}
                  <StateBadge tone={menu.origin === 'ours' ? 'good' : menu.origin === 'orphan' ? 'warn' : 'plain'}>{t(`atLine.${menu.origin}`)}</StateBadge>
                  {menu.isDefault && <StateBadge tone="good">{t('card.default')}</StateBadge>}
                </div>
                <div className={forms.rowText}>{t('atLine.about', { bar: menu.chatBarText, count: menu.areaCount })}</div>
              </div>
              {menu.origin !== 'ours' && (
                <Button variant="default" onClick={() => setRemoving(menu)} aria-label={t('atLine.removeNamed', { name: menu.name })}>
                  {t('card.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ConfirmWithNumber
        opened={removing !== undefined}
        title={t('atLine.removeTitle')}
        sentence={t('atLine.removeSentence', { name: removing?.name ?? '', channel: name })}
        verb={t('card.remove')}
        danger
        onConfirm={remove}
        onClose={() => setRemoving(undefined)}
      />
    </section>
  );
}
