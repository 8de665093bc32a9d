import type { FlowDetail } from '@chatloom/contract';
import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { PhoneHost } from '../../shell/PhoneHost';
import { SkeletonList } from '../../ui/Skeleton';
import { useEditor, useEditorWords } from '../editorContext';
import type { PanelTab } from '../store/viewStore';
import { EditTab } from './EditTab';
import { HistoryTab } from './HistoryTab';
import { ProblemsTab } from './ProblemsTab';
import styles from './panel.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');
const TABS: readonly PanelTab[] = ['edit', 'phone', 'problems', 'history'];
const WIDTH_KEY = 'chatloom.panelWidth';
const WIDTH = { least: 300, usual: 376, most: 720 };

/** The right panel: Edit, Phone, Problems, History. Its width is remembered on this computer, its tab is in the address. */
export function RightPanel({ flow }: { flow: FlowDetail }) {
  const words = useEditorWords();
  const [width, setWidth] = useState(rememberedWidth);
  const change = (next: number): void => {
    const bounded = Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, next)));
    setWidth(bounded);
    localStorage.setItem(WIDTH_KEY, String(bounded));
  };
  const start = useRef({ x: 0, width });
  return (
    <aside className={styles.panel} style={{ width }} aria-label={words.t('panel.label')}>
      <div
        className={styles.grip}
        role="separator"
        aria-orientation="vertical"
        aria-label={words.t('panel.resize')}
        aria-valuenow={width}
        aria-valuemin={WIDTH.least}
        aria-valuemax={WIDTH.most}
        tabIndex={0}
        onPointerDown={(event) => {
          start.current = { x: event.clientX, width };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => event.buttons === 1 && change(start.current.width + start.current.x - event.clientX)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') change(width + 24);
          else if (event.key === 'ArrowRight') change(width - 24);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <PanelTabs flow={flow} />
    </aside>
  );
}

function rememberedWidth(): number {
  const kept = Number(localStorage.getItem(WIDTH_KEY));
  return kept >= WIDTH.least && kept <= WIDTH.most ? kept : WIDTH.usual;
}

/** The four tabs and what the chosen one shows. */
export function PanelTabs({ flow, tabs = TABS }: { flow: FlowDetail; tabs?: readonly PanelTab[] }) {
  const { documents, botId, flowId } = useEditor();
  const words = useEditorWords();
  const { panel } = route.useSearch();
  const navigate = route.useNavigate();
  const blocking = useStore(documents, (state) => state.problems.filter((problem) => problem.severity !== 'advice').length);
  const current = panel && tabs.includes(panel) ? panel : tabs[0]!;
  // A phone that was opened stays, so that its conversation goes on while one edits.
  const [phoneOpened, setPhoneOpened] = useState(false);
  if (current === 'phone' && !phoneOpened) setPhoneOpened(true);
  const show = (tab: PanelTab): void => void navigate({ search: (before) => ({ ...before, panel: tab }), replace: true });
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={words.t('panel.label')}>
        {tabs.map((tab, index) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`panel-tab-${tab}`}
            className={styles.tab}
            aria-selected={tab === current}
            aria-controls={tab === current ? 'editor-panel' : undefined}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => show(tab)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              if (step === 0) return;
              event.preventDefault();
              event.stopPropagation();
              const next = tabs[(index + step + tabs.length) % tabs.length]!;
              show(next);
              document.getElementById(`panel-tab-${next}`)?.focus();
            }}
          >
            {words.t(`panel.${tab}`)}
            {tab === 'problems' && blocking > 0 && <span className={styles.count}>{blocking}</span>}
          </button>
        ))}
      </div>
      {phoneOpened && (
        <div className={styles.phone} role="tabpanel" id={current === 'phone' ? 'editor-panel' : undefined} aria-labelledby="panel-tab-phone" hidden={current !== 'phone'}>
          <Suspense fallback={<SkeletonList count={1} height={480} />}>
            <PhoneHost botId={botId} flowId={flowId} />
          </Suspense>
        </div>
      )}
      {current !== 'phone' && (
        <div className={styles.content} role="tabpanel" id="editor-panel" aria-labelledby={`panel-tab-${current}`} tabIndex={-1}>
          {current === 'edit' && <EditTab />}
          {current === 'problems' && <ProblemsTab />}
          {current === 'history' && <HistoryTab flow={flow} />}
        </div>
      )}
    </>
  );
}
