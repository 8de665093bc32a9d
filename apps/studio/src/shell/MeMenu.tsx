import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/queries';
import { LazyMenu } from '../ui/LazyMenu';
import { UnstyledButton } from '../ui/UnstyledButton';
import styles from './MeMenu.module.css';

const loadMenu = () => import('./MeMenuItems');
const MeMenuItems = lazy(loadMenu);

/** Who is signed in; the menu has language, colours, settings and signing out. */
export function MeMenu({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const { data } = useQuery(sessionQuery());
  const name = data?.person.name || data?.person.email || '';
  return (
    <LazyMenu
      menu={MeMenuItems}
      load={loadMenu}
      menuProps={{ botId, name }}
      button={
        <UnstyledButton className={styles.me} aria-label={t('me.menu', { name })}>
          {name.trim().slice(0, 1).toUpperCase()}
        </UnstyledButton>
      }
    />
  );
}
