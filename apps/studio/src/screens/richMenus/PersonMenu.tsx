import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ErrorState } from '../../ui/ErrorState';
import { NativeSelect } from '../../ui/NativeSelect';
import { SkeletonList } from '../../ui/Skeleton';
import { toast } from '../../ui/toast';
import { contactMenuQuery, menuKeys, menusQuery, type ContactMenu, type MenuSummary } from './menuQueries';
import { StoredPicture } from './MenuPicture';
import styles from './RulesPage.module.css';

/** Changes on their way to LINE take a moment. */
const LOOK_AGAIN_MS = 2_000;

/** What one person sees, the whole line of reasons, and a way to give them a menu by hand. */
export function PersonMenu({ botId, contactId, menus: given }: { botId: string; contactId: string; menus?: readonly MenuSummary[] }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const menus = useQuery({ ...menusQuery(botId), enabled: given === undefined }).data?.items ?? given ?? [];
  const seen = useQuery({ ...contactMenuQuery(botId, contactId), refetchInterval: ({ state }) => (state.data?.atLine.pending ? LOOK_AGAIN_MS : false) });
  if (seen.error) return <ErrorState error={seen.error} onRetry={() => void seen.refetch()} />;
  if (!seen.data) return <SkeletonList count={1} height={120} />;
  const { menuId, because, layers, atLine, isFriend } = seen.data;
  const nameOf = (id: string | null) => (id === null ? t('rules.noMenu') : (menus.find((menu) => menu.id === id)?.name ?? t('rules.goneMenu')));
  const sees = menus.find(({ id }) => id === menuId);
  const manual = layers.find(({ layer, menuId: id }) => layer === 'manual' && id !== null)?.menuId ?? '';

  const give = async (wanted: string | null) => {
    try {
      client.setQueryData(menuKeys.ofContact(botId, contactId), await call('PUT /bots/:botId/contacts/:contactId/rich-menu', { params: { botId, contactId }, body: { menuId: wanted } }));
      toast(t(wanted ? 'person.given' : 'person.backToRules'));
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
  };

  return (
    <div className={styles.person} aria-live="polite">
      {sees?.pictureId && (
        <div className={styles.thumb}>
          <StoredPicture botId={botId} pictureId={sees.pictureId} />
        </div>
      )}
      <p className={styles.sees}>{t('person.sees', { menu: nameOf(menuId) })}</p>
      <p className={styles.text}>{t(`person.because.${because}`, { tag: layers.find(({ state }) => state === 'applies')?.tag ?? '' })}</p>
      {!isFriend && <p className={styles.text}>{t('person.notFriend')}</p>}
      {atLine.pending && <p className={styles.text}>{t('person.pending')}</p>}
      {atLine.problem && <p className={styles.problem}>{t('person.problem', { problem: atLine.problem })}</p>}
      <ol className={styles.layers}>
        {layers.map((layer, index) => (
          <li key={index} data-state={layer.state}>
            <span>{layerWords(layer, nameOf)}</span>
            <span className={styles.layerState}>{t(`person.state.${layer.state}`)}</span>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t('person.give')}
        value={manual}
        data={[{ value: '', label: t('person.byRules') }, ...menus.filter(({ id, publications }) => id === manual || publications.some(({ tabs }) => tabs.length > 0)).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => void give(event.currentTarget.value || null)}
      />
    </div>
  );

  function layerWords({ layer, menuId: id, tag }: ContactMenu['layers'][number], say: (id: string | null) => string): string {
    return layer === 'manual' && id === null ? t('person.layer.noManual') : t(`person.layer.${layer}`, { menu: say(id), tag: tag ?? '' });
  }
}
