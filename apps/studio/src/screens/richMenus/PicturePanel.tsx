import { menuSizeFaults, readPictureHeader, RICH_MENU_IMAGE_MAX_BYTES, type RichMenuDocument, type RichMenuTab } from '@chatloom/messages';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { useFormat } from '../../i18n/useFormat';
import { Button } from '../../ui/Button';
import { TextInput } from '../../ui/TextInput';
import { fitPicture } from './fitPicture';
import { newDrawing, PALETTES, resizeMenu, tilesFor, withTab } from './menuModel';
import { ColourField } from './TileForm';
import { toBase64 } from './toBase64';
import styles from './Designer.module.css';

/** A chosen file that cannot be taken as it is: why, and which ways out there are. */
interface Unfit {
  file: File;
  reasons: string[];
  /** Its size, when the menu could take it over instead. */
  ownSize?: { width: number; height: number };
  /** Whether the browser can read and so mend it. */
  canFit: boolean;
}

/** The picture of a tab: an own file, checked before it is sent, or tiles drawn by us. */
export function PicturePanel({ botId, document, tab, onChange }: { botId: string; document: RichMenuDocument; tab: RichMenuTab; onChange(change: (document: RichMenuDocument) => RichMenuDocument, merging?: string): void }) {
  const { t } = useTranslation(['richMenus', 'common']);
  const format = useFormat();
  const picker = useRef<HTMLInputElement>(null);
  const [unfit, setUnfit] = useState<Unfit>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { size } = document;
  const drawing = tab.picture?.drawing;

  const upload = async (blob: Blob, menuSize = size) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { id } = await call('POST /bots/:botId/rich-menu-pictures', { params: { botId }, body: { base64: await toBase64(blob) } });
      onChange((before) => withTab(menuSize === size ? before : resizeMenu(before, menuSize), tab.id, (old) => ({ ...old, picture: { pictureId: id } })));
      setUnfit(undefined);
    } catch (error) {
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (file: File) => {
    setFailure(undefined);
    setUnfit(undefined);
    const header = readPictureHeader(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer()));
    const heavy = file.size > RICH_MENU_IMAGE_MAX_BYTES ? [t('picture.tooHeavy', { size: format.number(Math.ceil((file.size / RICH_MENU_IMAGE_MAX_BYTES) * 10) / 10) })] : [];
    if (!header) {
      const readable = await createImageBitmap(file).then(
        (bitmap) => (bitmap.close(), true),
        () => false,
      );
      return setUnfit({ file, reasons: [t(readable ? 'picture.otherKind' : 'picture.notAPicture')], canFit: readable });
    }
    const faults = menuSizeFaults(header);
    const same = header.width === size.width && header.height === size.height;
    if (same && heavy.length === 0 && faults.length === 0) return upload(file);
    const other = same ? [] : [t('picture.otherSize', { width: header.width, height: header.height, menuWidth: size.width, menuHeight: size.height })];
    const why = faults.map((fault) => t(`problems.${fault.code}`, fault.params));
    return setUnfit({ file, reasons: [...heavy, ...(why.length > 0 ? why : other)], canFit: true, ...(heavy.length === 0 && faults.length === 0 && { ownSize: { width: header.width, height: header.height } }) });
  };
  const fit = async (file: File) => {
    setBusy(true);
    try {
      await upload(await fitPicture(file, size, RICH_MENU_IMAGE_MAX_BYTES));
    } catch {
      setFailure(t('picture.cannotFit'));
      setBusy(false);
    }
  };
  const draw = () =>
    onChange((before) =>
      withTab(before, tab.id, (old) => ({
        ...old,
        picture: { pictureId: old.picture?.pictureId ?? '', drawing: newDrawing(before.size, tilesFor(old.areas.map(({ bounds }) => bounds), PALETTES[0], old.areas.map(({ label }) => ({ text: label ?? '' }))), PALETTES[0]) },
      })),
    );
  const changeDrawing = (next: Partial<NonNullable<typeof drawing>>, merging?: string) =>
    onChange((before) => withTab(before, tab.id, (old) => (old.picture?.drawing ? { ...old, picture: { ...old.picture, drawing: { ...old.picture.drawing, ...next } } } : old)), merging && `drawing.${merging}`);

  return (
    <div className={styles.panelBody}>
      <h2 className={styles.panelTitle}>{t('picture.title')}</h2>
      <p className={styles.hint}>{t(drawing ? 'picture.isDrawn' : tab.picture ? 'picture.isOwn' : 'picture.isMissing')}</p>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/*"
        aria-label={t('picture.upload')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = '';
          if (file) void choose(file);
        }}
      />
      <div className={styles.row}>
        <Button variant={tab.picture ? 'default' : 'filled'} loading={busy && !unfit} leftSection={<IconUpload size={16} aria-hidden />} onClick={() => picker.current?.click()}>
          {t('picture.upload')}
        </Button>
        {!drawing && (
          <Button variant="default" onClick={draw}>
            {t('picture.draw')}
          </Button>
        )}
      </div>
      <p className={styles.help}>{t('picture.rules', { width: size.width, height: size.height })}</p>
      <div aria-live="polite">
        {failure && <p className={styles.error}>{failure}</p>}
        {unfit && (
          <div className={styles.notice}>
            <p>{t('picture.unfit', { file: unfit.file.name })}</p>
            <ul>
              {unfit.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            <div className={styles.row}>
              {unfit.canFit && (
                <Button size="compact-sm" loading={busy} onClick={() => void fit(unfit.file)}>
                  {t('picture.fit', { width: size.width, height: size.height })}
                </Button>
              )}
              {unfit.ownSize && (
                <Button size="compact-sm" variant="default" loading={busy} onClick={() => void upload(unfit.file, unfit.ownSize!)}>
                  {t('picture.takeSize', unfit.ownSize)}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => setUnfit(undefined)}>
                {t('common:cancel')}
              </Button>
            </div>
          </div>
        )}
      </div>
      {drawing && (
        <fieldset className={styles.group}>
          <legend>{t('picture.look')}</legend>
          <div className={styles.palettes} role="group" aria-label={t('picture.palettes')}>
            {PALETTES.map((palette) => (
              <button
                key={palette.id}
                type="button"
                className={styles.palette}
                style={{ background: palette.behind }}
                aria-label={t(`palette.${palette.id}`)}
                aria-pressed={drawing.background === palette.behind && drawing.tiles.every(({ background }) => background === palette.background)}
                onClick={() => changeDrawing({ background: palette.behind, tiles: drawing.tiles.map((tile) => ({ ...tile, background: palette.background, colour: palette.colour })) })}
              >
                <span style={{ background: palette.background, color: palette.colour }} aria-hidden>
                  Aa
                </span>
              </button>
            ))}
          </div>
          <ColourField label={t('picture.behind')} value={drawing.background} onChange={(background) => changeDrawing({ background }, 'background')} />
          <div className={styles.numbers}>
            {(['gap', 'cornerRadius'] as const).map((key) => (
              <TextInput
                key={key}
                type="number"
                label={t(`picture.${key}`)}
                min={0}
                max={key === 'gap' ? 100 : 400}
                value={drawing[key]}
                onChange={(event) => changeDrawing({ [key]: Math.max(0, Math.min(key === 'gap' ? 100 : 400, Math.round(Number(event.currentTarget.value)) || 0)) }, key)}
              />
            ))}
          </div>
          <p className={styles.help}>{t('picture.tilesHelp')}</p>
        </fieldset>
      )}
    </div>
  );
}
