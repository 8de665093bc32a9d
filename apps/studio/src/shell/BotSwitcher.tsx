import { IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { botsQuery } from '../api/queries';
import { LazyMenu } from '../ui/LazyMenu';
import { UnstyledButton } from '../ui/UnstyledButton';
import styles from './BotSwitcher.module.css';

const loadMenu = () => import('./BotMenu');
const BotMenu = lazy(loadMenu);

/** Which bot this is; its menu has the others and makes a new one. */
export function BotSwitcher({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const { data } = useQuery(botsQuery());
  const bots = data?.items ?? [];
  const current = bots.find(({ id }) => id === botId);
  return (
    <LazyMenu
      menu={BotMenu}
      load={loadMenu}
      menuProps={{ botId, bots }}
      button={
        <UnstyledButton className={styles.button} aria-label={t('bots.switch', { name: current?.name ?? '' })}>
          <span className={styles.mark} aria-hidden>
            {(current?.name ?? '').trim().slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.name}>{current?.name}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      }
    />
  );
}
