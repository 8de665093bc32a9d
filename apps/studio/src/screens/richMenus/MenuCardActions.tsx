import { useTranslation } from 'react-i18next';
import type { MenuButton } from '../../ui/LazyMenu';
import { Menu } from '../../ui/Menu';
import { OpenMenu } from '../../ui/OpenMenu';
import type { MenuSummary } from './menuQueries';
import type { MenuActions } from './useMenuActions';

/** What can be done with one menu from the list. */
export default function MenuCardActions({ button, menu, actions }: MenuButton & { menu: MenuSummary; actions: MenuActions }) {
  const { t } = useTranslation('richMenus');
  return (
    <OpenMenu button={button} position="bottom-end">
      <Menu.Item onClick={() => actions.setDefault(menu.isDefault ? null : menu)}>{t(menu.isDefault ? 'card.noDefault' : 'card.makeDefault')}</Menu.Item>
      <Menu.Item onClick={() => actions.duplicate(menu)}>{t('card.duplicate')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => actions.remove(menu)}>{t('card.remove')}</Menu.Item>
    </OpenMenu>
  );
}
