import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconArrowRight, IconDeviceMobile, IconPlus, IconRobot, IconRoute } from '@tabler/icons-react';
import { botsQuery, flowsQuery } from '../api/queries';
import { Modal } from '../ui/Modal';
import { TextInput } from '../ui/TextInput';
import { findCommands, type Command } from './findCommands';
import { NAVIGATION } from './navigation';
import styles from './CommandPalette.module.css';

/** Ctrl K: type part of a name and go there. A combobox: arrows choose, Enter goes, Esc closes. */
export default function CommandPalette({ botId, onClose }: { botId: string; onClose: () => void }) {
  const { t } = useTranslation(['common', 'contacts']);
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const bots = useQuery(botsQuery()).data?.items;

  const commands = useMemo<Command[]>(
    () => [
      ...NAVIGATION.map(({ to, label, icon }) => ({ id: to, label: t(label), group: t('palette.pages'), icon, run: () => navigate({ to, params: { botId } }) })),
      { id: 'phone', label: t('phone.title'), group: t('palette.pages'), icon: IconDeviceMobile, run: () => navigate({ to: '/b/$botId/phone', params: { botId } }) },
      ...(['channels', 'bot', 'me', 'sessions', 'tokens', 'health'] as const).map((page) => ({
        id: `settings/${page}`,
        label: t(`palette.settings.${page}`),
        group: t('palette.pages'),
        icon: IconArrowRight,
        run: () => navigate({ to: `/b/$botId/settings/${page}`, params: { botId } }),
      })),
      ...(['segments', 'tags', 'fields', 'import', 'sources', 'groups'] as const).map((page) => ({
        id: `people/${page}`,
        label: t(`contacts:tabs.${page}`),
        group: t('palette.pages'),
        icon: IconArrowRight,
        run: () => navigate({ to: `/b/$botId/people/${page}`, params: { botId } }),
      })),
      { id: 'new-flow', label: t('palette.newFlow'), group: t('palette.make'), icon: IconPlus, run: () => navigate({ to: '/start', search: { bot: botId } }) },
      { id: 'new-bot', label: t('bots.new'), group: t('palette.make'), icon: IconPlus, run: () => navigate({ to: '/start', search: {} }) },
      ...(flows ?? []).map(({ id, name }) => ({ id, label: name, group: t('nav.flows'), icon: IconRoute, run: () => navigate({ to: '/b/$botId/flows/$flowId', params: { botId, flowId: id }, search: {} }) })),
      ...(bots ?? []).filter(({ id }) => id !== botId).map(({ id, name }) => ({ id, label: name, group: t('bots.mine'), icon: IconRobot, run: () => navigate({ to: '/b/$botId', params: { botId: id } }) })),
    ],
    [botId, bots, flows, navigate, t],
  );
  const found = findCommands(commands, text);
  const at = Math.min(chosen, found.length - 1);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    void command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && found.length > 0) {
      event.preventDefault();
      const next = (at + move + found.length) % found.length;
      setChosen(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[at]);
    }
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} centered={false} padding={0} size="lg" aria-label={t('palette.open')}>
      <TextInput
        className={styles.input}
        aria-label={t('palette.open')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
      />
      <ul id={listId} role="listbox" aria-label={t('palette.results')} className={styles.list}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.option}
            onMouseMove={() => setChosen(index)}
            onClick={() => run(command)}
          >
            <command.icon size={18} aria-hidden />
            <span className={styles.label}>{command.label}</span>
            <span className={styles.group}>{command.group}</span>
          </li>
        ))}
      </ul>
      <p className={styles.nothing} role="status">
        {found.length === 0 ? t('palette.nothing') : ''}
      </p>
    </Modal>
  );
}
