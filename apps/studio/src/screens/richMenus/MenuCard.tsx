import { IconAlertTriangle, IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { ActionIcon } from '../../ui/ActionIcon';
import { LazyMenu } from '../../ui/LazyMenu';
import { StateBadge } from '../../ui/StateBadge';
import card from '../flows/FlowCard.module.css';
import { MenuPicture, StoredPicture } from './MenuPicture';
import type { MenuRules, MenuSummary } from './menuQueries';
import { stateOf } from './publicationWords';
import { rulesUsing } from './rulesUsing';
import type { MenuActions } from './useMenuActions';
import styles from './MenuCard.module.css';

const loadActions = () => import('./MenuCardActions');
const MenuCardActions = lazy(loadActions);

/** One menu in the list. */
export function MenuCard({ botId, menu, rules, actions }: { botId: string; menu: MenuSummary; rules: MenuRules | undefined; actions: MenuActions }) {
  const { t } = useTranslation('richMenus');
  const format = useFormat();
  const { state, tone } = stateOf(menu);
  const used = rules ? rulesUsing(rules, menu.id) : 0;
  return (
    <li className={card.card}>
      <div className={`${card.picture} ${styles.picture}`}>
        {menu.pictureId ? <StoredPicture botId={botId} pictureId={menu.pictureId} /> : <MenuPicture botId={botId} size={{ width: 2500, height: 1686 }} picture={null} />}
      </div>
      <div className={card.body}>
        <div className={card.line}>
          <h2 className={card.name}>
            <Link to="/b/$botId/menus/$menuId" params={{ botId, menuId: menu.id }} className={card.link}>
              {menu.name}
            </Link>
          </h2>
          <LazyMenu
            menu={MenuCardActions}
            load={loadActions}
            menuProps={{ menu, actions }}
            button={
              <ActionIcon variant="subtle" color="gray" className={card.more} aria-label={t('card.actions', { name: menu.name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            }
          />
        </div>
        <div className={card.badges}>
          <StateBadge tone={tone}>{t(`state.${state}`)}</StateBadge>
          {menu.isDefault && <StateBadge tone="good">{t('card.default')}</StateBadge>}
          {menu.tabCount > 1 && <StateBadge>{t('card.tabs', { count: menu.tabCount })}</StateBadge>}
          {used > 0 && <StateBadge>{t('card.rules', { count: used })}</StateBadge>}
          {menu.faults > 0 && (
            <StateBadge tone="danger">
              <IconAlertTriangle size={14} aria-hidden />
              {t('card.faults', { count: menu.faults })}
            </StateBadge>
          )}
        </div>
        <p className={card.edited}>
          <time dateTime={menu.updatedAt}>{t('card.edited', { ago: format.ago(menu.updatedAt) })}</time>
        </p>
      </div>
    </li>
  );
}
