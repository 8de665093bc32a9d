import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MenuButton } from '../ui/LazyMenu';
import { Menu } from '../ui/Menu';
import { OpenMenu } from '../ui/OpenMenu';

/** My bots, and making a new one. */
export default function BotMenu({ button, botId, bots }: MenuButton & { botId: string; bots: { id: string; name: string }[] }) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  return (
    <OpenMenu button={button} position="bottom-start" width={260}>
      <Menu.Label>{t('bots.mine')}</Menu.Label>
      {bots.map(({ id, name }) => (
        <Menu.Item
          key={id}
          rightSection={id === botId ? <IconCheck size={16} aria-hidden /> : undefined}
          aria-current={id === botId ? 'true' : undefined}
          onClick={() => void navigate({ to: '/b/$botId', params: { botId: id } })}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/start', search: {} })}>
        {t('bots.new')}
      </Menu.Item>
    </OpenMenu>
  );
}
