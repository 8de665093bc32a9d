import { IconDeviceMobile, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../ui/ActionIcon';
import { Kbd } from '../ui/Kbd';
import { UnstyledButton } from '../ui/UnstyledButton';
import { BotSwitcher } from './BotSwitcher';
import { ChannelState } from './ChannelState';
import { MeMenu } from './MeMenu';
import styles from './TopBar.module.css';

const CommandPalette = lazy(() => import('./CommandPalette'));

/** Bot switcher, search, state of the LINE connection, phone, me. */
export function TopBar({ botId, phoneShown, onTogglePhone }: { botId: string; phoneShown: boolean; onTogglePhone?: () => void }) {
  const { t } = useTranslation('common');
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <header className={styles.bar}>
      <BotSwitcher botId={botId} />
      <UnstyledButton className={styles.search} onClick={() => setSearching(true)} aria-label={t('palette.open')}>
        <IconSearch size={18} aria-hidden />
        <span className={styles.searchText}>{t('palette.open')}</span>
        <Kbd className={styles.searchKeys} aria-hidden>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <div className={styles.end}>
        <ChannelState botId={botId} />
        {onTogglePhone && (
          <ActionIcon variant={phoneShown ? 'light' : 'subtle'} color={phoneShown ? undefined : 'gray'} size="lg" aria-label={t('phone.toggle')} aria-pressed={phoneShown} title={t('phone.toggle')} onClick={onTogglePhone} className={styles.icon}>
            <IconDeviceMobile size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
        <MeMenu botId={botId} />
      </div>
      <Suspense>{searching && <CommandPalette botId={botId} onClose={() => setSearching(false)} />}</Suspense>
    </header>
  );
}
