import { IconDots, IconPlayerPlay, IconRefresh, IconUserOff, IconUserPlus, IconUserCheck } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhonePerson } from '@chatloom/contract';
import { LANGUAGES } from '../i18n/languages';
import { ActionIcon } from '../ui/ActionIcon';
import { Button } from '../ui/Button';
import { Group } from '../ui/Group';
import { Menu } from '../ui/Menu';
import { Modal } from '../ui/Modal';
import { Select } from '../ui/Select';
import { TextInput } from '../ui/TextInput';
import { usePhonePerson } from './phonePerson';
import { useNewPerson } from './usePhone';
import styles from './phone.module.css';

interface Props {
  botId: string;
  people: PhonePerson[];
  person: PhonePerson;
  /** Starts the flow that is being edited, when there is one. */
  onStart: (() => void) | undefined;
  onAct(action: PhoneAction): void;
  onReset(): void;
}

/** Who one is, and what one can do besides talking: become somebody else, block, start over. */
export function PersonBar({ botId, people, person, onStart, onAct, onReset }: Props) {
  const { t } = useTranslation('phone');
  const choose = usePhonePerson((state) => state.choose);
  const [isMaking, setMaking] = useState(false);
  return (
    <div className={styles.personBar}>
      <Select
        className={styles.personSelect}
        aria-label={t('people.label')}
        data={people.map(({ userId, displayName }) => ({ value: userId, label: displayName }))}
        value={person.userId}
        onChange={(userId) => userId && choose(botId, userId)}
      />
      <ActionIcon variant="default" size={36} aria-label={t('people.new')} title={t('people.new')} onClick={() => setMaking(true)}>
        <IconUserPlus size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('people.more')} title={t('people.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {onStart && <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={onStart}>{t('menu.start')}</Menu.Item>}
          <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={onReset}>{t('menu.reset')}</Menu.Item>
          {person.hasBlocked ? (
            <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => onAct({ type: 'unblock' })}>{t('menu.unblock')}</Menu.Item>
          ) : person.isFriend ? (
            <Menu.Item leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => onAct({ type: 'block' })}>{t('menu.block')}</Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => onAct({ type: 'follow' })}>{t('menu.follow')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NewPerson botId={botId} opened={isMaking} onClose={() => setMaking(false)} />
    </div>
  );
}

function NewPerson({ botId, opened, onClose }: { botId: string; opened: boolean; onClose(): void }) {
  const { t, i18n } = useTranslation('phone');
  const make = useNewPerson(botId);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState(i18n.language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const displayName = name.trim();
    if (displayName === '') return;
    make.mutate({ displayName, language }, { onSuccess: () => { setName(''); onClose(); } });
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('people.new')}>
      <form onSubmit={submit}>
        <TextInput label={t('people.name')} value={name} maxLength={20} data-autofocus onChange={(event) => setName(event.currentTarget.value)} error={make.isError ? t('failed') : undefined} />
        <Select mt="sm" label={t('people.language')} data={LANGUAGES.map(({ id, name: label }) => ({ value: id, label }))} value={language} onChange={(value) => value && setLanguage(value)} />
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>{t('people.make')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
