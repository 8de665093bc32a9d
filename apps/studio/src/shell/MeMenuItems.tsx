import { IconLogout, IconPalette, IconUser, IconWorld } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../api/call';
import { errorLine } from '../api/describeError';
import { keys } from '../api/queries';
import { currentLanguage, setLanguage } from '../i18n/i18n';
import { LANGUAGES, type Language } from '../i18n/languages';
import type { MenuButton } from '../ui/LazyMenu';
import { Menu } from '../ui/Menu';
import { OpenMenu } from '../ui/OpenMenu';
import { toast } from '../ui/toast';
import { useColorScheme, type ColorSchemeChoice } from '../ui/useColorScheme';
import styles from './MeMenu.module.css';

const SCHEMES: ColorSchemeChoice[] = ['auto', 'light', 'dark'];

/** My settings, language, colours, sign out. A choice is seen at once and kept for the person. */
export default function MeMenuItems({ button, botId, name }: MenuButton & { botId: string; name: string }) {
  const { t } = useTranslation('common');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { choice, choose } = useColorScheme();
  const update = useMutation({
    mutationFn: (body: { language?: Language; colorScheme?: ColorSchemeChoice }) => call('PATCH /me', { body }),
    onSuccess: (person) => queryClient.setQueryData(keys.session, (old: RouteOutput<'GET /session'> | undefined) => old && { ...old, person }),
    onError: (error) => toast(errorLine(error, t), { tone: 'error' }),
  });
  const signOut = async () => {
    try {
      await call('DELETE /session', {}, { allowSignedOut: true });
      location.assign('/signin');
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
  };
  return (
    <OpenMenu button={button} position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Label className={styles.name}>{name}</Menu.Label>
      <Menu.Item closeMenuOnClick leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate({ to: '/b/$botId/settings/me', params: { botId } })}>
        {t('me.settings')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>
        <IconWorld size={14} aria-hidden /> {t('me.language')}
      </Menu.Label>
      <Menu.RadioGroup
        value={currentLanguage()}
        onChange={(language) => {
          void setLanguage(language as Language);
          update.mutate({ language: language as Language });
        }}
      >
        {LANGUAGES.map(({ id, name: own }) => (
          <Menu.RadioItem key={id} value={id} lang={id}>
            {own}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Label>
        <IconPalette size={14} aria-hidden /> {t('me.colors')}
      </Menu.Label>
      <Menu.RadioGroup
        value={choice}
        onChange={(scheme) => {
          choose(scheme as ColorSchemeChoice);
          update.mutate({ colorScheme: scheme as ColorSchemeChoice });
        }}
      >
        {SCHEMES.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme}>
            {t(`me.scheme.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Item closeMenuOnClick leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
        {t('me.signOut')}
      </Menu.Item>
    </OpenMenu>
  );
}
