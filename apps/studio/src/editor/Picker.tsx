import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useEditor, useEditorWords } from './editorContext';
import { likelyNext } from './model/likelyNext';
import { StepTile, useTypeWords } from './Palette';
import styles from './Palette.module.css';

/** The list of steps at a place on the canvas, likely ones first; typing narrows it, Enter takes the marked one. */
export function Picker() {
  const { view } = useEditor();
  const request = useStore(view, (state) => state.picker);
  // A new request is a new list: what was typed for the last one is gone.
  return request && <OpenPicker key={`${request.screen.x},${request.screen.y}`} />;
}

function OpenPicker() {
  const { view, documents, definitions, actions } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const request = useStore(view, (state) => state.picker)!;
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { document: flow } = documents.getState();
  const before = request.from?.node ?? flow.edges.find((edge) => edge.id === request.wire)?.from;
  const beforeType = before === undefined ? undefined : flow.nodes[before]?.type;
  const kind = beforeType === undefined ? undefined : definitions[beforeType]?.kind;
  const found = likelyNext(Object.values(definitions), kind, typed, typeWords.search);
  const marked = Math.min(active, found.length - 1);

  const close = (): void => {
    view.setState({ picker: null });
    globalThis.document.querySelector<HTMLElement>('[data-editor-canvas]')?.focus({ preventScroll: true });
  };
  const take = (type: string): void => {
    actions.add(type, request.at, { from: request.from, wire: request.wire });
    close();
  };

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) view.setState({ picker: null });
    };
    window.addEventListener('pointerdown', outside, true);
    return () => window.removeEventListener('pointerdown', outside, true);
  }, [view]);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [marked]);

  const left = Math.max(8, Math.min(request.screen.x, window.innerWidth - 296));
  const top = Math.max(8, Math.min(request.screen.y, window.innerHeight - 448));
  return (
    <div ref={box} className={styles.picker} style={{ left, top }} role="dialog" aria-label={words.t('picker.label')}>
      <input
        autoFocus
        type="text"
        className={styles.search}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={found[marked] && `${listId}-${found[marked].type}`}
        aria-label={words.t('palette.search')}
        placeholder={words.t('palette.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'ArrowDown') setActive((marked + 1) % Math.max(1, found.length));
          else if (event.key === 'ArrowUp') setActive((marked + found.length - 1) % Math.max(1, found.length));
          else if (event.key === 'Enter' && found[marked]) take(found[marked].type);
          else if (event.key === 'Escape' || event.key === 'Tab') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <ul className={styles.options} role="listbox" id={listId} aria-label={words.t('picker.label')}>
        {found.map((definition, index) => (
          <li
            key={definition.type}
            id={`${listId}-${definition.type}`}
            role="option"
            aria-selected={index === marked}
            className={`${styles.entry} ${styles.option}`}
            onPointerMove={() => setActive(index)}
            onClick={() => take(definition.type)}
          >
            <StepTile type={definition.type} kind={definition.kind} />
            <span>
              {typeWords.title(definition.type)}
              <span className={styles.help}>{typeWords.help(definition.type)}</span>
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.nothing}>{words.t('palette.nothing')}</p>}
    </div>
  );
}
