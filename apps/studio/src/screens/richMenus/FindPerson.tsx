import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactsQuery } from '../../api/queries';
import { Card } from '../../ui/Card';
import { TextInput } from '../../ui/TextInput';
import type { MenuSummary } from './menuQueries';
import { PersonMenu } from './PersonMenu';
import styles from './RulesPage.module.css';

/** Search a person, see what they see. */
export function FindPerson({ botId, menus }: { botId: string; menus: readonly MenuSummary[] }) {
  const { t } = useTranslation('richMenus');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const people = useInfiniteQuery(contactsQuery(botId, useDeferredValue(text.trim()))).data?.pages[0]?.items.slice(0, 6);
  const person = people?.find(({ id }) => id === chosen);
  return (
    <Card title={t('person.find')}>
      <p className={styles.text}>{t('person.findText')}</p>
      <TextInput type="search" aria-label={t('person.search')} placeholder={t('person.search')} leftSection={<IconSearch size={16} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {people && people.length === 0 && <p className={styles.text}>{t('person.nobody')}</p>}
      <ul className={styles.people}>
        {people?.map(({ id, displayName }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
              {displayName ?? t('person.unnamed')}
            </button>
          </li>
        ))}
      </ul>
      {person && <PersonMenu key={person.id} botId={botId} contactId={person.id} menus={menus} />}
    </Card>
  );
}
