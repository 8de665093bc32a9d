import { useQuery } from '@tanstack/react-query';
import type { ContactDetail } from '@chatloom/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChipsInput } from '../../ui/ChipsInput';
import { toast } from '../../ui/toast';
import { tagsQuery } from './contactQueries';
import { useChangePerson } from './useChangePerson';

/** Tags of one person; each change is saved at once and can be taken back. */
export function PersonTags({ botId, person }: { botId: string; person: Pick<ContactDetail, 'id' | 'tags'> }) {
  const { t } = useTranslation('contacts');
  const known = useQuery(tagsQuery(botId)).data?.items ?? [];
  const change = useChangePerson(botId, person.id);
  // Shown before the server has answered: it can be taken back.
  const [hoped, setHoped] = useState<readonly string[]>();
  const tags = hoped ?? person.tags;
  const set = async (wanted: string[]) => {
    const addTags = wanted.filter((tag) => !tags.includes(tag));
    const removeTags = tags.filter((tag) => !wanted.includes(tag));
    setHoped(wanted);
    const done = await change({ addTags, removeTags });
    setHoped(undefined);
    if (done && removeTags.length > 0) toast(t('tags.removed', { name: removeTags.join(', ') }), { undo: () => change({ addTags: removeTags }) });
  };
  return (
    <ChipsInput
      label={t('tags.title')}
      placeholder={t('tags.add')}
      free
      maxLength={64}
      values={tags}
      options={known.map(({ name }) => ({ value: name, label: name }))}
      onChange={(wanted) => void set(wanted)}
    />
  );
}
