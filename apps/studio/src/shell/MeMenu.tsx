import { IconLogout, IconPalette, IconUser, IconWorld } from '@tabler/icons-react';
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

const SCHEMES: ColorSchemeChoice[] = ['auto', 'light', 'dark'];

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
      </Menu.Dropdown>
    </Menu>
  );
}
