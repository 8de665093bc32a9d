import { IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contactQuery, contactsQuery } from '../../api/queries';
import { TextInput } from '../../ui/TextInput';
import styles from './campaigns.module.css';

/** So many chosen people are shown by name; of the rest only how many there are. */
const SHOWN = 30;
const OFFERED = 6;

/** Named people, of one channel where it is named: search, choose, take away. */
export function PeoplePicker({ botId, channelId, label, chosen, most, onChange }: { botId: string; channelId?: string; label: string; chosen: readonly string[]; most: number; onChange(ids: string[]): void }) {
  const { t } = useTranslation('campaigns');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useInfiniteQuery({ ...contactsQuery(botId, search), enabled: search !== '' });
  const people = (found.data?.pages.flatMap(({ items }) => items) ?? []).filter((person) => (channelId === undefined || person.channelId === channelId) && !chosen.includes(person.id)).slice(0, OFFERED);
  const shown = chosen.slice(0, SHOWN);
  const names = useQueries({ queries: shown.map((id) => contactQuery(botId, id)) });
  return (
    <div className={styles.picker}>
      <TextInput
        type="search"
        label={label}
        placeholder={t('people.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        disabled={chosen.length >= most}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (people[0]) {
            onChange([...chosen, people[0].id]);
            setTyped('');
          }
        }}
      />
      {search !== '' && (
        <ul className={styles.found} aria-label={t('people.found')}>
          {people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                onClick={() => {
                  onChange([...chosen, person.id]);
                  setTyped('');
                }}
              >
                {person.displayName ?? t('people.unnamed')}
              </button>
            </li>
          ))}
          {found.data && people.length === 0 && <li className={styles.help}>{t('people.nobody')}</li>}
        </ul>
      )}
      {chosen.length > 0 && (
        <ul className={styles.chips} style={{ marginTop: 8 }} aria-label={t('people.chosen')}>
          {shown.map((id, index) => {
            const name = names[index]?.data?.displayName ?? t('people.unnamed');
            return (
              <li key={id} className={styles.chip}>
                <span>{name}</span>
                <button type="button" aria-label={t('people.remove', { name })} onClick={() => onChange(chosen.filter((each) => each !== id))}>
                  <IconX size={14} aria-hidden />
                </button>
              </li>
            );
          })}
          {chosen.length > SHOWN && <li className={styles.help}>{t('people.more', { count: chosen.length - SHOWN })}</li>}
        </ul>
      )}
    </div>
  );
}
