import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { toast } from '../../ui/toast';
import { menuKeys, menuQuery, menuRulesQuery, type MenuSummary } from './menuQueries';

export interface MenuActions {
  /** null: nobody sees a default menu any more. */
  setDefault(menu: MenuSummary | null): void;
  duplicate(menu: MenuSummary): void;
  remove(menu: MenuSummary): void;
}

/** What can be done with menus from their list; reversible things at once, with undo. */
export function useMenuActions(botId: string) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const [removing, setRemoving] = useState<MenuSummary>();
  const refresh = () => client.invalidateQueries({ queryKey: menuKeys.all(botId) });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    } finally {
      void refresh();
    }
  };
  const putDefault = (menuId: string | null) => call('PUT /bots/:botId/default-rich-menu', { params: { botId }, body: { menuId } });
  const actions: MenuActions = {
    setDefault: (menu) =>
      void attempt(async () => {
        const { defaultMenuId } = await client.fetchQuery(menuRulesQuery(botId));
        await putDefault(menu?.id ?? null);
        toast(menu ? t('card.isDefault', { name: menu.name }) : t('card.isNoDefault'), { undo: () => attempt(() => putDefault(defaultMenuId)) });
      }),
    duplicate: (menu) =>
      void attempt(async () => {
        const { document } = await client.fetchQuery(menuQuery(botId, menu.id));
        const name = t('card.copyName', { name: menu.name }).slice(0, 120);
        await call('POST /bots/:botId/rich-menus', { params: { botId }, body: { name, document } });
        toast(t('card.duplicated', { name: menu.name }));
      }),
    remove: setRemoving,
  };
  return { actions, removing, closeRemove: () => setRemoving(undefined), refresh };
}
