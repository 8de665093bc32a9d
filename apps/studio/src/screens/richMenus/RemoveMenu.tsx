import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { channelsQuery } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { toast } from '../../ui/toast';
import type { MenuRules, MenuSummary } from './menuQueries';
import { channelName } from './publicationWords';
import { rulesUsing, rulesWithout } from './rulesUsing';
import styles from './Designer.module.css';

/** Taking a menu away from LINE takes a few calls; looked at so often, in steps of this length. */
const LOOK_AGAIN_MS = 1_000;
const LOOKS = 20;

/** Asks before a menu is deleted and says what would change for customers; then takes it away everywhere first. */
export function RemoveMenu({ botId, menu, rules, onClose, onDone }: { botId: string; menu: MenuSummary; rules: MenuRules | undefined; onClose(): void; onDone(): void }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const channels = useQuery(channelsQuery(botId)).data?.items ?? [];
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const at = menu.publications.filter(({ tabs, state }) => tabs.length > 0 || state === 'published').map(({ channelId }) => channelId);
  const used = rules ? rulesUsing(rules, menu.id) : 0;
  const breaks = [
    ...at.map((id) => channels.find((one) => one.id === id)).flatMap((channel) => (channel ? [t('remove.published', { channel: channelName(channel, t) })] : [])),
    ...(menu.isDefault ? [t('remove.default')] : []),
    ...(used > 0 ? [t('remove.rules', { count: used })] : []),
  ];

  const params = { botId, menuId: menu.id };
  /** Waits until LINE has let go of the menu; false when it takes too long, or fails. */
  const isGone = async (channelId: string): Promise<boolean> => {
    for (let look = 0; look < LOOKS; look++) {
      const { publications } = await call('GET /bots/:botId/rich-menus/:menuId', { params });
      const state = publications.find((one) => one.channelId === channelId)?.state ?? 'none';
      if (state === 'none') return true;
      if (state !== 'working') return false;
      await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
    }
    return false;
  };
  const remove = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      // Rules first: nobody is given a menu that is on its way out.
      if (rules && (used > 0 || menu.isDefault)) await call('PUT /bots/:botId/rich-menu-rules', { params: { botId }, body: rulesWithout(rules, menu.id) });
      for (const channelId of at) {
        await call('POST /bots/:botId/rich-menus/:menuId/unpublish', { params, body: { channelId } });
        if (!(await isGone(channelId))) return setFailure(t('remove.stillThere'));
      }
      await call('DELETE /bots/:botId/rich-menus/:menuId', { params });
      toast(t('remove.done', { name: menu.name }));
      onClose();
    } catch (error) {
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
      onDone();
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('remove.title', { name: menu.name })}>
      <p>{t(breaks.length > 0 ? 'remove.breaks' : 'remove.unused')}</p>
      {breaks.length > 0 && (
        <ul>
          {breaks.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p className={styles.hint}>{t('remove.flows')}</p>
      {failure && (
        <p role="alert" className={styles.error}>
          {failure}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common:cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void remove()}>
          {t('card.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
