import { priceFlow } from '@chatloom/flow';
import { IconCopy, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { LANGUAGES } from '../../i18n/languages';
import { requestStart } from '../../phone/startRequest';
import { useEditor, useEditorWords } from '../editorContext';
import { LanguageTabs } from '../form/LanguageTabs';
import { languagesIn } from '../form/localizedValue';
import { hasLocalizedText } from '../form/readSchema';
import { NodeForm, problemsWithoutField } from '../form/NodeForm';
import formStyles from '../form/form.module.css';
import { connectRefusal } from '../model/connectRules';
import { StepTile, useTypeWords } from '../Palette';
import { useFormContext } from '../useFormContext';
import { useLabelledPorts } from '../useLabelledPorts';
import { Clashes } from './Clashes';
import styles from './panel.module.css';

const route = getRouteApi('/b/$botId/flows/$flowId');

/** Settings of what is selected: one step, several, or the flow itself. */
export function EditTab() {
  const { view, documents } = useEditor();
  const selected = useStore(view, (state) => state.selectedNodes);
  const nodes = useStore(documents, (state) => state.document.nodes);
  const ids = [...selected].filter((id) => nodes[id]);
  return (
    <div className={styles.stack}>
      <Clashes />
      {ids.length === 1 ? <NodeSettings key={ids[0]} nodeId={ids[0]!} /> : ids.length > 1 ? <SeveralSettings count={ids.length} /> : <FlowSettings />}
    </div>
  );
}

/** The form of one step with its name, its exits and what can be done with it. */
export function NodeSettings({ nodeId }: { nodeId: string }) {
  const { documents, actions, definitions, flowId } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const navigate = route.useNavigate();
  const node = useStore(documents, (state) => state.document.nodes[nodeId]);
  const form = useFormContext(nodeId);
  if (!node) return null;
  const definition = definitions[node.type];
  const loose = problemsWithoutField(form.problems);
  return (
    <>
      <div className={styles.head}>
        <StepTile type={node.type} kind={definition?.kind ?? 'data'} size={32} />
        <input
          className={styles.titleInput}
          aria-label={words.t('edit.title')}
          maxLength={80}
          value={node.title ?? ''}
          placeholder={typeWords.title(node.type)}
          onChange={(event) => actions.setTitle(nodeId, event.target.value)}
        />
      </div>
      <p className={styles.muted}>{typeWords.help(node.type)}</p>
      {loose.length > 0 && (
        <ul className={styles.list}>
          {loose.map((problem, index) => (
            <li key={index} className={`${formStyles.problem} ${styles[problem.severity]}`}>
              {form.sayProblem(problem)}
            </li>
          ))}
        </ul>
      )}
      {definition ? (
        <div data-node-form>
          {hasLocalizedText(definition.schema) && <FlowLanguages />}
          <NodeForm
            {...form}
            definition={definition}
            data={node.data}
            onChange={(data, path) => actions.setData(nodeId, data, `${nodeId}.${path.join('.')}`)}
          />
        </div>
      ) : (
        <p className={styles.muted}>{words.t('edit.unknownType', { type: node.type })}</p>
      )}
      <Exits nodeId={nodeId} />
      <div className={styles.tools}>
        <button
          type="button"
          className={formStyles.button}
          onClick={() => {
            requestStart(flowId, nodeId);
            void navigate({ search: (before) => ({ ...before, panel: 'phone' }), replace: true });
          }}
        >
          <IconPlayerPlay size={16} aria-hidden />
          {words.t('edit.testFromHere')}
        </button>
        <button type="button" className={formStyles.button} onClick={() => actions.duplicate()}>
          <IconCopy size={16} aria-hidden />
          {words.t('edit.duplicate')}
        </button>
        <button type="button" className={formStyles.button} onClick={() => actions.remove([nodeId])}>
          <IconTrash size={16} aria-hidden />
          {words.t('edit.remove')}
        </button>
      </div>
    </>
  );
}

/** The languages of this flow's texts; the choice holds for all its forms and cards. */
function FlowLanguages() {
  const { documents, view } = useEditor();
  const words = useEditorWords();
  const document = useStore(documents, (state) => state.document);
  const chosen = useStore(view, (state) => state.language) ?? document.language;
  return (
    <LanguageTabs
      main={document.language}
      chosen={chosen}
      used={languagesIn(Object.values(document.nodes).map((node) => node.data))}
      t={words.t}
      readOnly={words.readOnly}
      onChoose={(language) => view.setState({ language: language === document.language ? null : language })}
    />
  );
}

/** Every exit with the step it leads to, to be changed without drawing. */
function Exits({ nodeId }: { nodeId: string }) {
  const { documents, actions, definitions } = useEditor();
  const words = useEditorWords();
  const typeWords = useTypeWords();
  const labelledPorts = useLabelledPorts();
  const document = useStore(documents, (state) => state.document);
  const node = document.nodes[nodeId];
  const ports = node ? labelledPorts(node) : [];
  if (ports.length === 0) return null;
  const choices = Object.entries(document.nodes).filter(([id]) => !connectRefusal(document, definitions, { node: nodeId, port: '' }, id) || id === nodeId);
  return (
    <div className={styles.sectionBox}>
      <h2 className={styles.section}>{words.t('edit.exits')}</h2>
      {ports.map((port) => {
        const edge = document.edges.find((each) => each.from === nodeId && each.port === port.id);
        return (
          <label key={port.id} className={styles.exit}>
            <span>{port.label}</span>
            <select
              className={formStyles.input}
              value={edge?.to ?? ''}
              onChange={(event) => {
                if (event.target.value !== '') actions.connect({ node: nodeId, port: port.id }, event.target.value);
                else if (edge) documents.apply({ type: 'disconnect', edgeId: edge.id });
              }}
            >
              <option value="">{words.t('canvas.notConnected')}</option>
              {choices
                .filter(([id]) => id !== nodeId || edge?.to === nodeId)
                .map(([id, each]) => (
                  <option key={id} value={id}>
                    {each.title || typeWords.title(each.type)}
                  </option>
                ))}
            </select>
          </label>
        );
      })}
    </div>
  );
}

function SeveralSettings({ count }: { count: number }) {
  const { actions, view } = useEditor();
  const words = useEditorWords();
  return (
    <>
      <p className={styles.muted}>{words.t('edit.several', { count })}</p>
      <div className={styles.tools}>
        <button type="button" className={formStyles.button} onClick={() => actions.duplicate()}>
          <IconCopy size={16} aria-hidden />
          {words.t('edit.duplicate')}
        </button>
        <button type="button" className={formStyles.button} onClick={() => actions.remove([...view.getState().selectedNodes])}>
          <IconTrash size={16} aria-hidden />
          {words.t('edit.remove')}
        </button>
      </div>
    </>
  );
}

/** Of the flow itself: in which language it is written, how big it is, what it costs. */
function FlowSettings() {
  const { documents, definitions } = useEditor();
  const words = useEditorWords();
  const document = useStore(documents, (state) => state.document);
  const price = useMemo(() => priceFlow(document, definitions).worst, [document, definitions]);
  const languages = LANGUAGES.some(({ id }) => id === document.language) ? LANGUAGES : [...LANGUAGES, { id: document.language, name: document.language }];
  return (
    <>
      <p className={styles.muted}>{words.t('edit.nothingSelected')}</p>
      <label className={formStyles.field}>
        <span className={formStyles.label}>{words.t('edit.language')}</span>
        <select className={formStyles.input} value={document.language} onChange={(event) => documents.apply({ type: 'setLanguage', language: event.target.value })}>
          {languages.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <span className={formStyles.help}>{words.t('edit.languageHelp')}</span>
      </label>
      <div className={styles.sectionBox}>
        <h2 className={styles.section}>{words.t('edit.price')}</h2>
        <p className={styles.muted}>{words.t('edit.priceFree', { count: price.replies })}</p>
        <p className={styles.muted}>{words.t('edit.pricePaid', { count: price.pushes })}</p>
        <p className={styles.muted}>{words.t('edit.steps', { count: Object.keys(document.nodes).length })}</p>
      </div>
    </>
  );
}
