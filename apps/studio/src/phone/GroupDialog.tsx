import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneGroup, PhonePerson } from '@chatloom/contract';
import { Button } from '../ui/Button';
import { Group } from '../ui/Group';
import { Modal } from '../ui/Modal';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Stack } from '../ui/Stack';
import { Switch } from '../ui/Switch';
import { TextInput } from '../ui/TextInput';
import { usePhonePerson } from './phonePerson';
import { usePhoneGroups } from './usePhone';

interface Props {
  botId: string;
  people: PhonePerson[];
  /** Who makes the group: a member of it from the start. */
  person: PhonePerson;
  opened: boolean;
  onClose(): void;
}

/** Makes a group (or an old room) of people and the bot, and goes there. */
export function NewGroupDialog({ botId, people, person, opened, onClose }: Props) {
  const { t } = useTranslation('phone');
  const { make } = usePhoneGroups(botId);
  const chooseGroup = usePhonePerson((state) => state.chooseGroup);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'group' | 'room'>('group');
  const [others, setOthers] = useState<string[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { kind, name: name.trim() === '' ? t('groups.unnamed') : name.trim(), members: [person.userId, ...others] };
    make.mutate(body, { onSuccess: ({ groupId }) => { chooseGroup(botId, groupId); setName(''); setOthers([]); onClose(); } });
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('groups.new')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t('groups.name')} value={name} maxLength={50} placeholder={t('groups.unnamed')} data-autofocus onChange={(event) => setName(event.currentTarget.value)} error={make.isError ? t('failed') : undefined} />
          <SegmentedControl aria-label={t('groups.kind')} data={(['group', 'room'] as const).map((value) => ({ value, label: t(`groups.kinds.${value}`) }))} value={kind} onChange={(value) => setKind(value as 'group' | 'room')} />
          {people.filter(({ userId }) => userId !== person.userId).map(({ userId, displayName }) => (
            <Switch key={userId} label={displayName} checked={others.includes(userId)} onChange={(event) => setOthers(event.currentTarget.checked ? [...others, userId] : others.filter((one) => one !== userId))} />
          ))}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={make.isPending}>{t('groups.make')}</Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Who is in a group: people join and leave at once, the bot is invited or removed. */
export function MembersDialog({ botId, people, person, group, opened, onClose }: Props & { group: PhoneGroup }) {
  const { t } = useTranslation('phone');
  const { change } = usePhoneGroups(botId);
  const { groupId } = group;
  return (
    <Modal opened={opened} onClose={onClose} title={t('groups.members', { name: group.name })}>
      <Stack gap="sm">
        <Switch label={t('groups.bot')} checked={group.hasBot} disabled={change.isPending} onChange={(event) => change.mutate({ groupId, hasBot: event.currentTarget.checked })} />
        {people.map(({ userId, displayName }) => (
          <Switch
            key={userId}
            label={userId === person.userId ? t('groups.you', { name: displayName }) : displayName}
            checked={group.members.includes(userId)}
            // LINE tells the bot of members only while it is in the group itself.
            disabled={change.isPending || !group.hasBot}
            onChange={(event) => change.mutate(event.currentTarget.checked ? { groupId, join: [userId] } : { groupId, leave: [userId] })}
          />
        ))}
        {change.isError && <p role="alert">{t('failed')}</p>}
      </Stack>
    </Modal>
  );
}
