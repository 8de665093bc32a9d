import { richMenuProblems, type RichMenuDocument } from '@chatloom/messages';
import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError } from '../../api/errors';
import { botQuery, flowsQuery } from '../../api/queries';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { TextInput } from '../../ui/TextInput';
import { isNarrow } from '../../ui/useIsNarrow';
import { actionWords } from './actionWords';
import { AreaCanvas, type CanvasArea } from './AreaCanvas';
import { AreaPanel } from './AreaPanel';
import { drawnPicture, drawPictures, picturesOf } from './drawPictures';
import { addArea, addTab, removeArea, withArea } from './menuModel';
import { MenuPanel } from './MenuPanel';
import { MenuPhone } from './MenuPhone';
import { MenuPicture } from './MenuPicture';
import { menuKeys, type MenuDetail } from './menuQueries';
import { NumbersPanel } from './NumbersPanel';
import { Outline } from './Outline';
import { MENU_PANELS, type MenuPanelName } from './panels';
import { PicturePanel } from './PicturePanel';
import { ProblemLines } from './ProblemLines';
import { problemWords, type MenuProblem } from './problemWords';
import { PublishSheet } from './PublishSheet';
import { useDraft } from './useDraft';
import styles from './Designer.module.css';

const route = getRouteApi('/b/$botId/menus/$menuId');

/** The designer of one menu. Edits are kept at once and saved by themselves; people see them after publishing. */
export function Designer({ botId, menu }: { botId: string; menu: MenuDetail }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const client = useQueryClient();
  const { panel = 'area', tab: wantedTab } = route.useSearch();
  const navigate = route.useNavigate();
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const botName = useQuery(botQuery(botId)).data?.name ?? '';
  const [selected, setSelected] = useState<number | null>(menu.document.tabs[0]!.areas.length > 0 ? 0 : null);
  const side = useRef<HTMLDivElement>(null);
  const [publishing, setPublishing] = useState(false);

  const revision = useRef(menu.revision);
  const [pictures] = useState(() => picturesOf(menu.document));
  const draft = useDraft<{ name: string; document: RichMenuDocument }>({ name: menu.name, document: menu.document }, async ({ name, document }) => {
    const drawn = await drawPictures(botId, document, pictures);
    const saved = await call('PUT /bots/:botId/rich-menus/:menuId', { params: { botId, menuId: menu.id }, body: { baseRevision: revision.current, ...(name.trim() && { name: name.trim() }), document: drawn } });
    revision.current = saved.revision;
    client.setQueryData(menuKeys.one(botId, menu.id), saved);
    void client.invalidateQueries({ queryKey: menuKeys.all(botId), exact: true });
  });
  const { name, document } = draft.value;
  const tab = document.tabs.find(({ id }) => id === wantedTab) ?? document.tabs[0]!;
  const change = (next: (document: RichMenuDocument) => RichMenuDocument, merging?: string) => draft.change((value) => ({ ...value, document: next(value.document) }), merging);

  const problems = useMemo(
    () =>
      richMenuProblems(document, {
        ...(flows && { flows: flows.map(({ id, publishedVersion }) => ({ id, isPublished: publishedVersion !== null })) }),
      }),
    [document, flows],
  );
  // What only the server knows: sizes of pictures, flows in the archive.
  const fromServer = menu.problems.filter(({ code, path }) => draft.state === 'saved' && !problems.some((own) => own.code === code && own.path.join() === path.join()));
  const all: MenuProblem[] = [...problems, ...(fromServer as MenuProblem[])];
  const ofTab = all.filter(({ tabId }) => tabId === tab.id);
  const flowName = (flowId: string) => flows?.find(({ id }) => id === flowId)?.name;
  const areas: CanvasArea[] = tab.areas.map(({ id, bounds, action }, index) => {
    const own = ofTab.filter(({ areaId, path }) => areaId === id && path[3] === index);
    return {
      bounds,
      does: actionWords(action, t, { flowName, tabs: document.tabs }),
      problems: own.map((problem) => problemWords(problem, t)),
      isOnlyWarned: own.every(({ severity }) => severity !== 'blocking'),
      isMisplaced: own.some(({ path }) => path[4] === 'bounds'),
    };
  });
  const area = selected !== null && selected < areas.length ? selected : null;

  const go = (search: { panel?: MenuPanelName; tab?: string }) => void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  const select = (index: number | null) => {
    setSelected(index);
    if (index !== null && panel !== 'phone') go({ panel: 'area' });
  };
  const selectFromList = (index: number) => {
    select(index);
    // On a phone the form lies below the list.
    if (isNarrow()) side.current?.scrollIntoView({ block: 'start' });
  };
  const showTab = (tabId: string) => {
    setSelected(null);
    go({ tab: tabId });
  };
  const show = (problem: MenuProblem) => {
    setPublishing(false);
    const index = document.tabs.find(({ id }) => id === problem.tabId)?.areas.findIndex(({ id }) => id === problem.areaId) ?? -1;
    setSelected(index < 0 ? null : index);
    go({ tab: problem.tabId ?? tab.id, panel: index >= 0 ? 'area' : problem.path.includes('picture') ? 'picture' : 'menu' });
  };
  const remove = (index: number) => {
    change((before) => removeArea(before, tab.id, index));
    setSelected(null);
  };
  const add = (bounds?: CanvasArea['bounds']) => {
    change((before) => addArea(before, tab.id, bounds));
    select(tab.areas.length);
  };

  useEffect(() => {
    window.document.title = `${name} · Chatloom`;
  }, [name]);
  const { undo, redo } = draft;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      // Fields undo their own typing.
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || (event.target as HTMLElement).closest('input, textarea, select')) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo, redo]);

  const clash = draft.error instanceof ApiError && draft.error.code === 'conflict';
  // Only once saved: the map of pictures is filled while saving.
  const drawn = draft.state === 'saved' && tab.picture?.drawing ? drawnPicture(pictures, document.size, tab.picture.drawing) : undefined;
  const picture = <MenuPicture botId={botId} size={document.size} picture={tab.picture} drawn={drawn} />;
  const general = all.filter(({ areaId, path }) => areaId === undefined && (path.includes('picture') || path.includes('areas')) && path[1] === document.tabs.indexOf(tab));

  return (
    <div className={styles.designer}>
      <div className={styles.head}>
        <h1 className={styles.visuallyHidden}>{name}</h1>
        <TextInput className={styles.name} aria-label={t('menu.name')} maxLength={120} value={name} onChange={(event) => ((written) => draft.change((value) => ({ ...value, name: written }), 'name'))(event.currentTarget.value)} />
        <span className={styles.saved} role="status">
          {t(`save.${draft.state}`)}
        </span>
        <div className={styles.row}>
          <ActionIcon variant="default" size="lg" aria-label={t('undo')} disabled={!draft.canUndo} onClick={draft.undo}>
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" aria-label={t('redo')} disabled={!draft.canRedo} onClick={draft.redo}>
            <IconArrowForwardUp size={18} aria-hidden />
          </ActionIcon>
          <Button onClick={() => setPublishing(true)}>{t('publish.open')}</Button>
        </div>
      </div>
      {draft.state === 'failed' && (
        <div className={styles.failure} role="alert">
          <p>{clash ? t('save.clash') : errorLine(draft.error, t)}</p>
          {clash ? (
            <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
              {t('save.reload')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => void draft.flush()}>
              {t('common:retry')}
            </Button>
          )}
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          <div className={styles.tabs} role="group" aria-label={t('tabs.title')}>
            {document.tabs.length > 1 &&
              document.tabs.map((one, index) => (
                <button key={one.id} type="button" className={styles.tab} aria-pressed={one === tab} onClick={() => showTab(one.id)}>
                  {one.name || t('tabs.unnamed', { number: index + 1 })}
                </button>
              ))}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={document.tabs.length >= 10}
              onClick={() => {
                const next = addTab(document, tab, t('tabs.unnamed', { number: document.tabs.length + 1 }));
                change(() => next);
                showTab(next.tabs.at(-1)!.id);
              }}
            >
              {t('tabs.add')}
            </Button>
          </div>
          <ProblemLines problems={general} />
          <AreaCanvas
            size={document.size}
            areas={areas}
            selected={area}
            onSelect={select}
            onChange={(index, bounds, held) => change((before) => withArea(before, tab.id, index, (old) => ({ ...old, bounds })), held ? `bounds.${tab.areas[index]!.id}` : undefined)}
            onDraw={tab.areas.length < 20 ? add : undefined}
            onRemove={remove}
          >
            {picture}
          </AreaCanvas>
          <Outline areas={areas} selected={area} onSelect={selectFromList} onRemove={remove} onAdd={() => add()} />
        </div>
        <div className={styles.side} ref={side}>
          <div className={styles.panels} role="tablist" aria-label={t('panel.label')}>
            {MENU_PANELS.map((one) => (
              <button key={one} type="button" role="tab" id={`panel-${one}`} className={styles.tab} aria-selected={panel === one} aria-controls="menu-panel" onClick={() => go({ panel: one })}>
                {t(`panel.${one}`)}
              </button>
            ))}
          </div>
          <div role="tabpanel" id="menu-panel" aria-labelledby={`panel-${panel}`} className={styles.panel}>
            {panel === 'area' &&
              (area === null ? (
                <p className={styles.hint}>{t('area.choose')}</p>
              ) : (
                <AreaPanel key={tab.areas[area]!.id} document={document} tab={tab} index={area} flows={flows ?? []} problems={ofTab} onChange={change} onRemoved={() => setSelected(null)} />
              ))}
            {panel === 'picture' && <PicturePanel botId={botId} document={document} tab={tab} onChange={change} />}
            {panel === 'menu' && <MenuPanel document={document} tab={tab} problems={all} onChange={change} onTabRemoved={() => showTab(document.tabs[0]!.id)} />}
            {panel === 'phone' && (
              <>
                <MenuPhone
                  botName={botName}
                  size={document.size}
                  chatBarText={document.chatBarText}
                  opensByItself={document.selected}
                  areas={areas}
                  selected={area}
                  onTap={(index) => {
                    const { action } = tab.areas[index]!;
                    if (action.type === 'switchTab' && document.tabs.some(({ id }) => id === action.tabId)) showTab(action.tabId);
                    else setSelected(index);
                  }}
                >
                  {picture}
                </MenuPhone>
                <p className={styles.help}>{t('phone.desktop')}</p>
              </>
            )}
            {panel === 'numbers' && <NumbersPanel botId={botId} menu={menu} document={document} tabId={tab.id} />}
          </div>
        </div>
      </div>
      <PublishSheet botId={botId} menu={menu} document={document} problems={all} flush={draft.flush} onShow={show} opened={publishing} onClose={() => setPublishing(false)} />
    </div>
  );
}
