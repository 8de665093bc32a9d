import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { botsQuery } from '../api/queries';
import { Menu } from '../ui/Menu';
import { UnstyledButton } from '../ui/UnstyledButton';
import styles from './BotSwitcher.module.css';

/** Which bot this is, the others, and making a new one. */
export function BotSwitcher({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const { data } = useQuery(botsQuery());
  const bots = data?.items ?? [];
  const current = bots.find(({ id }) => id === botId);
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={styles.button} aria-label={t('bots.switch', { name: current?.name ?? '' })}>
          <span className={styles.mark} aria-hidden>
            {(current?.name ?? '').trim().slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.name}>{current?.name}</span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('bots.mine')}</Menu.Label>
        {bots.map(({ id, name }) => (
          <Menu.Item key={id} rightSection={id === botId ? <IconCheck size={16} aria-hidden /> : undefined} aria-current={id === botId ? 'true' : undefined} onClick={() => void navigate({ to: '/b/$botId', params: { botId: id } })}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/start', search: {} })}>
          {t('bots.new')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
