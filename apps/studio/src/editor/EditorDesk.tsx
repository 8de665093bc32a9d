import type { FlowDetail } from '@chatloom/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Elements } from './canvas/buildElements';
import { Canvas } from './canvas/Canvas';
import { centreOn } from './canvas/motion';
import { ChooseTarget } from './ChooseTarget';
import { useEditor, useEditorWords } from './editorContext';
import { EditorBar } from './EditorBar';
import { FindBar } from './FindBar';
import { Palette } from './Palette';
import { RightPanel } from './panel/RightPanel';
import { Picker } from './Picker';
import { PointerQuestion, usePointer } from './pointer';
import { ProblemPill } from './ProblemPill';
import { PublishSheet } from './PublishSheet';
import { ShortcutsSheet } from './ShortcutsSheet';
import { select } from './store/viewStore';
import { OutlineView } from './OutlineView';
import { useKeys } from './useKeys';
import styles from './EditorDesk.module.css';

/** Narrower windows begin without the palette: the canvas needs the room, and `/` and `+` offer the same steps. */
const PALETTE_FROM_PX = 1100;
const route = getRouteApi('/b/$botId/flows/$flowId');

/** The editor on a wide screen: palette, canvas or outline, panel. */
export function EditorDesk({ flow, elements }: { flow: FlowDetail; elements: { current: Elements | null } }) {
  const { documents, view } = useEditor();
  const words = useEditorWords();
  const reactFlow = useReactFlow();
  const { node } = route.useSearch();
  const navigate = route.useNavigate();
  const [pointer, setPointer] = usePointer();
  const [sheet, setSheet] = useState<'publish' | 'keys' | null>(null);
  const [outline, setOutline] = useState(false);
  const [palette, setPalette] = useState(() => window.innerWidth >= PALETTE_FROM_PX);
  const selected = useStore(view, (state) => (state.selectedNodes.size === 1 ? [...state.selectedNodes][0] : undefined));
  const [finding, setFinding] = useState(false);
  useKeys({ publish: () => setSheet('publish'), keys: () => setSheet('keys'), find: () => setFinding(true) });

  useEffect(() => {
    if (node !== undefined && documents.getState().document.nodes[node]) {
      select(view, node);
      // After the first view was set.
      requestAnimationFrame(() => centreOn(reactFlow, documents.getState().document, node));
    }
    // Only when the page opens: afterwards the selection leads and the address follows.
  }, []);
  useEffect(() => {
    void navigate({ search: (before) => ({ ...before, node: selected }), replace: true });
  }, [navigate, selected]);

  return (
    <div className={styles.desk}>
      <EditorBar flow={flow} outline={outline} onOutline={setOutline} palette={palette} onPalette={setPalette} onPublish={() => setSheet('publish')} onKeys={() => setSheet('keys')} />
      <div className={styles.body}>
        {!words.readOnly && !outline && palette && <Palette />}
        {outline ? (
          <OutlineView />
        ) : (
          <Canvas pointer={pointer ?? 'mouse'} readOnly={words.readOnly} drawn={elements} arrange={flow.revision <= 1}>
            <ProblemPill />
            {finding && <FindBar onClose={() => setFinding(false)} />}
            {pointer === null && <PointerQuestion onAnswer={setPointer} />}
          </Canvas>
        )}
        <RightPanel flow={flow} />
      </div>
      <Picker />
      <ChooseTarget />
      <PublishSheet flow={flow} opened={sheet === 'publish'} onClose={() => setSheet(null)} />
      <ShortcutsSheet opened={sheet === 'keys'} onClose={() => setSheet(null)} />
    </div>
  );
}
