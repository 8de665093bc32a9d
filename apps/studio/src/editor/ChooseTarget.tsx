import { useState } from 'react';
import { useStore } from 'zustand';
import { Modal } from '../ui/Modal';
import { useEditor, useEditorWords } from './editorContext';
import { connectRefusal } from './model/connectRules';
import { StepTile, useTypeWords } from './Palette';
import formStyles from './form/form.module.css';
import panelStyles from './panel/panel.module.css';
import { useLabelledPorts } from './useLabelledPorts';

/** Connecting without drawing (key C): which exit, and to which step. */
export function ChooseTarget() {
  const { view } = useEditor();
  const words = useEditorWords();
  const choosing = useStore(view, (state) => state.choosing);
  return (
    <Modal opened={choosing !== null} onClose={() => view.setState({ choosing: null })} title={words.t('connect.title')}>
      {choosing && <Targets node={choosing.node} port={choosing.port} />}
    </Modal>
  );
}

function Targets({ node, port }: { node: string; port: string }) {
  const { view, documents, definitions, actions } = useEditor();
  const words = useEditorWords();
  const labelledPorts = useLabelledPorts();
  const typeWords = useTypeWords();
  const document = useStore(documents, (state) => state.document);
  const [typed, setTyped] = useState('');
  const from = document.nodes[node];
  if (!from) return null;
  const ports = labelledPorts(from);
  const needle = typed.trim().toLowerCase();
  const found = Object.entries(document.nodes).filter(
    ([id, each]) => !connectRefusal(document, definitions, { node, port }, id) && `${each.title ?? ''} ${typeWords.title(each.type)}`.toLowerCase().includes(needle),
  );
  const connect = (id: string): void => {
    actions.connect({ node, port }, id);
    view.setState({ choosing: null });
  };
  return (
    <div className={panelStyles.stack}>
      <label className={formStyles.field}>
        <span className={formStyles.label}>{words.t('connect.exit')}</span>
        <select className={formStyles.input} value={port} onChange={(event) => view.setState({ choosing: { node, port: event.target.value } })}>
          {ports.map((each) => (
            <option key={each.id} value={each.id}>
              {each.label}
            </option>
          ))}
        </select>
      </label>
      <input
        type="search"
        className={formStyles.input}
        data-autofocus
        aria-label={words.t('connect.search')}
        placeholder={words.t('connect.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && found[0]) connect(found[0][0]);
        }}
      />
      <ul className={panelStyles.list}>
        {found.map(([id, each]) => (
          <li key={id}>
            <button type="button" className={panelStyles.row} style={{ alignItems: 'center' }} onClick={() => connect(id)}>
              <StepTile type={each.type} kind={definitions[each.type]?.kind ?? 'data'} />
              <span>
                {each.title || typeWords.title(each.type)}
                {each.title && <span className={panelStyles.where}>{typeWords.title(each.type)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
