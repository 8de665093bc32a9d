import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser, IconWorld } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { errorLine } from '../api/describeError';
import { keys, sessionQuery } from '../api/queries';
import { currentLanguage, setLanguage } from '../i18n/i18n';
import { LANGUAGES, type Language } from '../i18n/languages';
import { Menu } from '../ui/Menu';
import { UnstyledButton } from '../ui/UnstyledButton';
import { toast } from '../ui/toast';
import { useColorScheme, type ColorSchemeChoice } from '../ui/useColorScheme';
import styles from './MeMenu.module.css';

const SCHEMES = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
] as const;

/** Language, colours, my settings, sign out. */
export function MeMenu({ botId }: { botId: string }) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data } = useQuery(sessionQuery());
  const { choice, choose } = useColorScheme();
  const update = useMutation({
    mutationFn: (body: { language?: Language; colorScheme?: ColorSchemeChoice }) => call('PATCH /me', { body }),
    onSuccess: (person) => queryClient.setQueryData(keys.session, (old: typeof data) => old && { ...old, person }),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
  });
  const name = data?.person.name || data?.person.email || '';
  const signOut = async () => {
    try {
      await call('DELETE /session', {}, { allowSignedOut: true });
      location.assign('/signin');
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
  };
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={styles.me} aria-label={t('me.menu', { name })}>
          {name.trim().slice(0, 1).toUpperCase()}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.name}>{name}</Menu.Label>
        <Menu.Item closeMenuOnClick leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate({ to: '/b/$botId/settings/me', params: { botId } })}>
          {t('me.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          <IconWorld size={14} aria-hidden /> {t('me.language')}
        </Menu.Label>
        {LANGUAGES.map(({ id, name: own }) => (
          <Menu.Item
            key={id}
            lang={id}
            role="menuitemradio"
            aria-checked={id === currentLanguage()}
            rightSection={id === currentLanguage() ? <IconCheck size={16} aria-hidden /> : undefined}
            onClick={() => {
              void setLanguage(id);
              update.mutate({ language: id });
            }}
          >
            {own}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('me.colors')}</Menu.Label>
        {SCHEMES.map(([id, Icon]) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={id === choice}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={id === choice ? <IconCheck size={16} aria-hidden /> : undefined}
            onClick={() => {
              choose(id);
              update.mutate({ colorScheme: id });
            }}
          >
            {t(`me.scheme.${id}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
