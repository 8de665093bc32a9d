import type { FlowDetail } from '@chatloom/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../ui/Button';
import { Sheet } from '../ui/Sheet';
import { SavedWords } from './EditorBar';
import { EditorWordsContext, useEditor, useEditorWords } from './editorContext';
import { OutlineView } from './OutlineView';
import { PanelTabs } from './panel/RightPanel';
import { useMemo } from 'react';
import styles from './OutlineView.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** On a phone the flow is its outline: the drawing is too small to be touched; the same forms open in a sheet. */
export function NarrowEditor({ flow }: { flow: FlowDetail }) {
  const { documents } = useEditor();
  const words = useEditorWords();
  const navigate = route.useNavigate();
  const name = useStore(documents, (state) => state.document.name);
  const [opened, setOpened] = useState(false);
  // Texts may be changed here too; only the drawing is for wide screens.
  const editable = useMemo(() => ({ ...words, readOnly: false }), [words]);
  const open = (panel: 'edit' | 'phone'): void => {
    setOpened(true);
    void navigate({ search: (before) => ({ ...before, panel }), replace: true });
  };
  return (
    <div className={styles.narrow}>
      <div className={styles.narrowHead}>
        <h1 className={styles.narrowName}>{name}</h1>
        <SavedWords />
        <Button size="xs" variant="default" onClick={() => open('phone')}>
          {words.t('bar.test')}
        </Button>
      </div>
      <div className={styles.narrowBody}>
        <OutlineView onOpen={() => open('edit')} />
      </div>
      <Sheet opened={opened} onClose={() => setOpened(false)} title={name}>
        {opened && (
          <EditorWordsContext.Provider value={editable}>
            <div className={styles.narrowPanel}>
              <PanelTabs flow={flow} />
            </div>
          </EditorWordsContext.Provider>
        )}
      </Sheet>
    </div>
  );
}
