import { IconArrowBackUp, IconBroadcast, IconDeviceDesktop, IconDeviceMobile, IconDoorEnter, IconDots, IconPlayerPlay, IconRefresh, IconUserCheck, IconUserOff, IconUserPlus, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneGroup, PhonePerson } from '@chatloom/contract';
import { LANGUAGES } from '../i18n/languages';
import { ActionIcon } from '../ui/ActionIcon';
import { Button } from '../ui/Button';
import { Group } from '../ui/Group';
import { Menu } from '../ui/Menu';
import { Modal } from '../ui/Modal';
import { Select } from '../ui/Select';
import { TextInput } from '../ui/TextInput';
import { MembersDialog, NewGroupDialog } from './GroupDialog';
import { usePhonePerson } from './phonePerson';
import { useNewPerson } from './usePhone';
import styles from './phone.module.css';

interface Props {
  botId: string;
  people: PhonePerson[];
  person: PhonePerson;
  /** Groups this person is in. */
  groups: PhoneGroup[];
  /** The one looked at; none in the chat with the bot itself. */
  group: PhoneGroup | undefined;
  isDesktop: boolean;
  /** Starts the flow that is being edited, when there is one. */
  onStart: (() => void) | undefined;
  onAct(action: PhoneAction): void;
  onBeacon(): void;
  onStepBack(): void;
  onReset(): void;
}

/** Who one is and where, and what one can do besides talking: become somebody else, make a group, block, start over. */
export function PersonBar({ botId, people, person, groups, group, isDesktop, onStart, onAct, onBeacon, onStepBack, onReset }: Props) {
  const { t } = useTranslation('phone');
  const { choose, chooseGroup, setDesktop } = usePhonePerson();
  const [dialog, setDialog] = useState<'person' | 'group' | 'members' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <div className={styles.personBar}>
        <Select
          className={styles.personSelect}
          aria-label={t('people.label')}
          data={people.map(({ userId, displayName }) => ({ value: userId, label: displayName }))}
          value={person.userId}
          onChange={(userId) => userId && choose(botId, userId)}
        />
        <ActionIcon variant="default" size={36} aria-label={t('people.new')} title={t('people.new')} onClick={() => setDialog('person')}>
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
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={onStepBack}>{t('menu.stepBack')}</Menu.Item>
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={onReset}>{t('menu.reset')}</Menu.Item>
            <Menu.Item leftSection={<IconUsersGroup size={16} aria-hidden />} onClick={() => setDialog('group')}>{t('groups.new')}</Menu.Item>
            {group && <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setDialog('members')}>{t('groups.change')}</Menu.Item>}
            {!group && <Menu.Item leftSection={<IconBroadcast size={16} aria-hidden />} onClick={onBeacon}>{t('beacon.title')}</Menu.Item>}
            {!group && <Menu.Item leftSection={<IconDoorEnter size={16} aria-hidden />} onClick={() => onAct({ type: 'reopen' })}>{t('menu.reopen')}</Menu.Item>}
            <Menu.Item leftSection={isDesktop ? <IconDeviceMobile size={16} aria-hidden /> : <IconDeviceDesktop size={16} aria-hidden />} onClick={() => setDesktop(botId, !isDesktop)}>
              {t(isDesktop ? 'menu.asPhone' : 'menu.asDesktop')}
            </Menu.Item>
            {person.hasBlocked ? (
              <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => onAct({ type: 'unblock' })}>{t('menu.unblock')}</Menu.Item>
            ) : person.isFriend ? (
              <Menu.Item leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => onAct({ type: 'block' })}>{t('menu.block')}</Menu.Item>
            ) : (
              <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => onAct({ type: 'follow' })}>{t('menu.follow')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {groups.length > 0 && (
        <Select
          aria-label={t('groups.label')}
          allowDeselect={false}
          data={[{ value: 'own', label: t('groups.own') }, ...groups.map(({ groupId, name, members }) => ({ value: groupId, label: t('groups.option', { name, count: members.length }) }))]}
          value={group?.groupId ?? 'own'}
          onChange={(value) => chooseGroup(botId, value === null || value === 'own' ? undefined : value)}
        />
      )}
      <NewPerson botId={botId} opened={dialog === 'person'} onClose={close} />
      <NewGroupDialog botId={botId} people={people} person={person} opened={dialog === 'group'} onClose={close} />
      {group && <MembersDialog botId={botId} people={people} person={person} group={group} opened={dialog === 'members'} onClose={close} />}
    </>
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
