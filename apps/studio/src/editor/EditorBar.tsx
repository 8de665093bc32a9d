import type { FlowDetail } from '@chatloom/contract';
import { getRouteApi } from '@tanstack/react-router';
import { IconArrowBackUp, IconArrowForwardUp, IconCheck, IconCloudOff, IconKeyboard, IconLayoutSidebar, IconListTree, IconLoader2, IconPlayerPlay, IconAlertTriangle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { requestStart } from '../phone/startRequest';
import { Button } from '../ui/Button';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useEditor, useEditorWords } from './editorContext';
import { useFlowState } from './useFlowState';
import styles from './EditorDesk.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** Name, whether it is saved, undo, redo, test, publish. */
export function EditorBar(props: { flow: FlowDetail; outline: boolean; onOutline(on: boolean): void; palette: boolean; onPalette(on: boolean): void; onPublish(): void; onKeys(): void }) {
  const { documents, actions, flowId } = useEditor();
  const words = useEditorWords();
  const navigate = route.useNavigate();
  const name = useStore(documents, (state) => state.document.name);
  const canUndo = useStore(documents, (state) => state.undoStack.length > 0);
  const canRedo = useStore(documents, (state) => state.redoStack.length > 0);
  const state = useFlowState(props.flow);
  return (
    <div className={styles.bar} role="group" data-editor-bar aria-label={words.t('bar.label')}>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <Tool label={words.t('bar.palette')} pressed={props.palette} onClick={() => props.onPalette(!props.palette)}>
        <IconLayoutSidebar size={20} aria-hidden />
      </Tool>
      <input
        className={styles.name}
        aria-label={words.t('bar.name')}
        value={name}
        maxLength={120}
        readOnly={words.readOnly}
        onChange={(event) => actions.rename(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <span className={`${styles.state} ${styles[state.kind] ?? ''}`}>{words.t(`bar.state.${state.kind}`, { version: state.version ?? 0 })}</span>
      <SavedWords />
      <span className={styles.space} />
      <Tool label={words.t('bar.undo')} disabled={!canUndo} onClick={() => documents.undo()}>
        <IconArrowBackUp size={20} aria-hidden />
      </Tool>
      <Tool label={words.t('bar.redo')} disabled={!canRedo} onClick={() => documents.redo()}>
        <IconArrowForwardUp size={20} aria-hidden />
      </Tool>
      <Tool label={words.t('bar.outline')} pressed={props.outline} onClick={() => props.onOutline(!props.outline)}>
        <IconListTree size={20} aria-hidden />
      </Tool>
      <Tool label={words.t('bar.keys')} onClick={props.onKeys}>
        <IconKeyboard size={20} aria-hidden />
      </Tool>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={() => {
          requestStart(flowId);
          void navigate({ search: (before) => ({ ...before, panel: 'phone' }), replace: true });
        }}
      >
        {words.t('bar.test')}
      </Button>
      <Button onClick={props.onPublish}>{words.t('bar.publish')}</Button>
    </div>
  );
}

function Tool(props: { label: string; disabled?: boolean; pressed?: boolean; onClick(): void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles.tool} aria-label={props.label} title={props.label} disabled={props.disabled} aria-pressed={props.pressed} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

/** Saved, Saving…, Not saved: in words, read out when it changes for the worse. */
export function SavedWords() {
  const { documents } = useEditor();
  const words = useEditorWords();
  const save = useStore(documents, (state) => state.save);
  const refusal = useStore(documents, (state) => state.refusal);
  const urgent = save === 'offline' || save === 'refused';
  return (
    <span className={`${styles.saved} ${save === 'refused' ? styles.bad : save === 'offline' ? styles.away : ''}`} role="status" aria-live={urgent ? 'assertive' : 'polite'} data-save-state={save}>
      {save === 'saved' && <IconCheck size={16} aria-hidden />}
      {(save === 'saving' || save === 'unsaved') && <IconLoader2 size={16} aria-hidden />}
      {save === 'offline' && <IconCloudOff size={16} aria-hidden />}
      {save === 'refused' && <IconAlertTriangle size={16} aria-hidden />}
      {words.t(`save.${save}`, { reason: refusal ?? '' })}
      {urgent && (
        <button type="button" className={styles.link} onClick={() => void documents.retry()}>
          {words.t('save.retry')}
        </button>
      )}
    </span>
  );
}
