import { countText, RICH_MENU_CHAT_BAR_MAX_GRAPHEMES, RICH_MENU_SIZES, type RichMenuDocument, type RichMenuTab } from '@chatloom/messages';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { NativeSelect } from '../../ui/NativeSelect';
import { Switch } from '../../ui/Switch';
import { TextInput } from '../../ui/TextInput';
import { LayoutChoice } from './LayoutChoice';
import { applyLayout, removeTab, resizeMenu, withTab } from './menuModel';
import { ProblemLines } from './ProblemLines';
import type { MenuProblem } from './problemWords';
import styles from './Designer.module.css';

/** What concerns the whole menu: the bar, size, layout of this tab, and the tab itself. */
export function MenuPanel(props: {
  document: RichMenuDocument;
  tab: RichMenuTab;
  problems: readonly MenuProblem[];
  onChange(change: (document: RichMenuDocument) => RichMenuDocument, merging?: string): void;
  onTabRemoved(): void;
}) {
  const { t } = useTranslation('richMenus');
  const { document, tab, onChange } = props;
  const length = countText(document.chatBarText, 'graphemes');
  const sizeKey = `${document.size.width}x${document.size.height}`;
  const known = RICH_MENU_SIZES.some(({ width, height }) => `${width}x${height}` === sizeKey);
  const [own, setOwn] = useState(!known);
  const problemsAt = (start: string) => props.problems.filter(({ path }) => path[0] === start);

  return (
    <div className={styles.panelBody}>
      <h2 className={styles.panelTitle}>{t('menu.title')}</h2>
      <TextInput
        label={t('menu.chatBar')}
        description={`${t('menu.chatBarHelp')} ${t('counter', { count: length, max: RICH_MENU_CHAT_BAR_MAX_GRAPHEMES })}`}
        error={problemsAt('chatBarText').map((problem) => t(`problems.${problem.code}`, problem.params ?? {}))[0]}
        value={document.chatBarText}
        onChange={(event) => {
          const chatBarText = event.currentTarget.value;
          onChange((before) => ({ ...before, chatBarText }), 'chatBar');
        }}
      />
      <Switch label={t('menu.selected')} checked={document.selected} onChange={(event) => ((selected) => onChange((before) => ({ ...before, selected })))(event.currentTarget.checked)} />
      <NativeSelect
        label={t('menu.size')}
        description={t('menu.sizeHelp')}
        value={own ? 'own' : sizeKey}
        data={[...RICH_MENU_SIZES.map(({ width, height }) => ({ value: `${width}x${height}`, label: t(width / height > 2.2 ? 'menu.flat' : 'menu.tall', { width, height }) })), { value: 'own', label: t('menu.ownSize') }]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setOwn(value === 'own');
          const size = RICH_MENU_SIZES.find(({ width, height }) => `${width}x${height}` === value);
          if (size) onChange((before) => resizeMenu(before, size));
        }}
      />
      {own && <OwnSize key={sizeKey} size={document.size} onChange={(size) => onChange((before) => resizeMenu(before, size))} />}
      <ProblemLines problems={problemsAt('size')} />
      <LayoutChoice size={document.size} onChoose={(layout) => onChange((before) => applyLayout(before, tab.id, layout))} />
      {document.tabs.length > 1 && (
        <fieldset className={styles.group}>
          <legend>{t('tabs.this')}</legend>
          <TextInput
            label={t('tabs.name')}
            description={t('tabs.nameHelp')}
            maxLength={60}
            value={tab.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              onChange((before) => withTab(before, tab.id, (old) => ({ ...old, name })), `tab.${tab.id}`);
            }}
          />
          {document.tabs[0] !== tab && (
            <Button variant="default" className={styles.start} onClick={() => onChange((before) => ({ ...before, tabs: [tab, ...before.tabs.filter(({ id }) => id !== tab.id)] }))}>
              {t('tabs.makeFirst')}
            </Button>
          )}
          <Button
            variant="default"
            className={styles.start}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => {
              onChange((before) => removeTab(before, tab.id));
              props.onTabRemoved();
            }}
          >
            {t('tabs.remove')}
          </Button>
        </fieldset>
      )}
    </div>
  );
}

/** Width and height as numbers, taken over together: halfway typed sizes would squeeze the areas. */
function OwnSize({ size, onChange }: { size: { width: number; height: number }; onChange(size: { width: number; height: number }): void }) {
  const { t } = useTranslation('richMenus');
  const [width, setWidth] = useState(String(size.width));
  const [height, setHeight] = useState(String(size.height));
  const wanted = { width: Math.round(Number(width)), height: Math.round(Number(height)) };
  const usable = wanted.width >= 1 && wanted.height >= 1 && wanted.width <= 2500 && wanted.height <= 2500;
  return (
    <div className={styles.numbers}>
      <TextInput type="number" label={t('area.width')} min={800} max={2500} value={width} onChange={(event) => setWidth(event.currentTarget.value)} />
      <TextInput type="number" label={t('area.height')} min={250} max={1724} value={height} onChange={(event) => setHeight(event.currentTarget.value)} />
      <Button variant="default" className={styles.start} disabled={!usable || (wanted.width === size.width && wanted.height === size.height)} onClick={() => onChange(wanted)}>
        {t('menu.takeSize')}
      </Button>
    </div>
  );
}
