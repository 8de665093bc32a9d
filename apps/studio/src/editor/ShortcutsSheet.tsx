import { useState } from 'react';
import { Sheet } from '../ui/Sheet';
import { useEditorWords } from './editorContext';
import { SHORTCUTS } from './shortcuts';
import styles from './EditorDesk.module.css';

/** All keys of the editor, searchable. */
export function ShortcutsSheet({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const words = useEditorWords();
  const [typed, setTyped] = useState('');
  const needle = typed.trim().toLowerCase();
  const found = SHORTCUTS.filter(({ id, keys }) => `${words.t(`keys.${id}`)} ${keys.join(' ')}`.toLowerCase().includes(needle));
  return (
    <Sheet opened={opened} onClose={onClose} title={words.t('keys.title')}>
      <input type="search" className={styles.search} aria-label={words.t('keys.search')} placeholder={words.t('keys.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <dl className={styles.keys}>
        {found.map(({ id, keys }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words.t(`keys.${id}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
