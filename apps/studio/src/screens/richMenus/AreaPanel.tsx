import { IconTrash } from '@tabler/icons-react';
import { countText, RICH_MENU_LABEL_MAX_GRAPHEMES, type RichMenuDocument, type RichMenuTab, type RichMenuTile } from '@chatloom/messages';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { TextInput } from '../../ui/TextInput';
import { ActionForm } from './ActionForm';
import { AREA_MIN_PX, type Bounds } from './areaGeometry';
import { areaLetter } from './areaLetter';
import { removeArea, withArea, withTab } from './menuModel';
import { ProblemLines } from './ProblemLines';
import { problemWords, type MenuProblem } from './problemWords';
import { TileForm } from './TileForm';
import styles from './Designer.module.css';

/** Everything about the chosen area: what a tap does, its tile, where it lies. */
export function AreaPanel(props: {
  document: RichMenuDocument;
  tab: RichMenuTab;
  index: number;
  flows: readonly { id: string; name: string }[];
  problems: readonly MenuProblem[];
  onChange(change: (document: RichMenuDocument) => RichMenuDocument, merging?: string): void;
  onRemoved(): void;
}) {
  const { t } = useTranslation('richMenus');
  const { document, tab, index, onChange } = props;
  const area = tab.areas[index];
  if (!area) return <p className={styles.hint}>{t('area.none')}</p>;
  const { width, height } = document.size;
  const { fields, others } = splitProblems(props.problems, index);
  const errors = Object.fromEntries(Object.entries(fields).map(([field, problem]) => [field, problemWords(problem, t)]));
  const change = (next: Partial<typeof area>, merging?: string) => onChange((before) => withArea(before, tab.id, index, (old) => ({ ...old, ...next })), merging && `${area.id}.${merging}`);
  const tileIndex = tab.picture?.drawing?.tiles.findIndex(({ bounds }) => (['x', 'y', 'width', 'height'] as const).every((key) => bounds[key] === area.bounds[key])) ?? -1;
  const tile = tab.picture?.drawing?.tiles[tileIndex];
  const changeTile = (next: RichMenuTile, merging?: string) =>
    onChange(
      (before) =>
        withTab(before, tab.id, (old) =>
          old.picture?.drawing ? { ...old, picture: { ...old.picture, drawing: { ...old.picture.drawing, tiles: old.picture.drawing.tiles.map((one, at) => (at === tileIndex ? next : one)) } } } : old,
        ),
      merging && `${area.id}.tile.${merging}`,
    );
  const limits: Record<keyof Bounds, [number, number]> = {
    x: [0, width - area.bounds.width],
    y: [0, height - area.bounds.height],
    width: [AREA_MIN_PX, width - area.bounds.x],
    height: [AREA_MIN_PX, height - area.bounds.y],
  };
  const labelCount = countText(area.label ?? '', 'graphemes');

  return (
    <div className={styles.panelBody}>
      <h2 className={styles.panelTitle}>{t('area.title', { letter: areaLetter(index) })}</h2>
      <ProblemLines problems={others} />
      <ActionForm action={area.action} tabId={tab.id} tabs={document.tabs} flows={props.flows} errors={errors} onChange={(action, merging) => change({ action }, merging)} />
      <TextInput
        label={t('optional', { label: t('area.label') })}
        description={[t('area.labelHelp'), labelCount > RICH_MENU_LABEL_MAX_GRAPHEMES * 0.7 ? t('counter', { count: labelCount, max: RICH_MENU_LABEL_MAX_GRAPHEMES }) : ''].filter(Boolean).join(' ')}
        error={errors['label']}
        value={area.label ?? ''}
        onChange={(event) => {
          const label = event.currentTarget.value;
          onChange((before) => withArea(before, tab.id, index, ({ label: _old, ...rest }) => (label === '' ? rest : { ...rest, label })), `${area.id}.label`);
        }}
      />
      {tile && <TileForm tile={tile} onChange={changeTile} />}
      <details className={styles.more}>
        <summary>{t('area.place')}</summary>
        <div className={styles.numbers}>
          {(['x', 'y', 'width', 'height'] as const).map((key) => (
            <TextInput
              key={key}
              type="number"
              label={t(`area.${key}`)}
              min={limits[key][0]}
              max={limits[key][1]}
              value={area.bounds[key]}
              onChange={(event) => {
                const value = Math.round(Number(event.currentTarget.value));
                if (Number.isFinite(value)) change({ bounds: { ...area.bounds, [key]: Math.max(limits[key][0], Math.min(limits[key][1], value)) } }, key);
              }}
            />
          ))}
        </div>
      </details>
      <Button
        variant="default"
        className={styles.start}
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          onChange((before) => removeArea(before, tab.id, index));
          props.onRemoved();
        }}
      >
        {t('area.remove')}
      </Button>
    </div>
  );
}

/** Problems of one area: those a field of the form shows, by the field, and the others. */
function splitProblems(problems: readonly MenuProblem[], index: number) {
  const fields: Record<string, MenuProblem> = {};
  const others: MenuProblem[] = [];
  for (const problem of problems) {
    // A path leads into the document: tabs, 0, areas, 2, action, uri.
    const at = problem.path.indexOf('areas');
    if (at < 0 || problem.path[at + 1] !== index) continue;
    const rest = problem.path.slice(at + 2);
    const field = rest[0] === 'action' ? rest[1] : rest[0] === 'label' ? 'label' : undefined;
    if (typeof field === 'string' && field !== 'type') fields[field] ??= problem;
    else others.push(problem);
  }
  return { fields, others };
}
