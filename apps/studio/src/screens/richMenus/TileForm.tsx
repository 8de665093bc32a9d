import { RICH_MENU_ICONS, type RichMenuIcon, type RichMenuTile } from '@chatloom/messages';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { contrastOf } from './contrast';
import { TILE_ICONS } from './tileIcons';
import styles from './Designer.module.css';

/** Below this WCAG ratio large letters are hard to read. */
const CONTRAST_ADVISED = 3;

/** What is drawn on one tile: words, icon, colours. */
export function TileForm({ tile, onChange }: { tile: RichMenuTile; onChange(tile: RichMenuTile, merging?: string): void }) {
  const { t } = useTranslation('richMenus');
  const iconsId = useId();
  const faint = contrastOf(tile.colour, tile.background) < CONTRAST_ADVISED;
  return (
    <fieldset className={styles.group}>
      <legend>{t('tile.title')}</legend>
      <Textarea label={t('tile.text')} rows={2} maxLength={200} value={tile.text} onChange={(event) => onChange({ ...tile, text: event.currentTarget.value }, 'text')} />
      <div>
        <div id={iconsId} className={styles.label}>
          {t('tile.icon')}
        </div>
        <div role="radiogroup" aria-labelledby={iconsId} className={styles.icons} tabIndex={-1}>
          <IconChoice name={undefined} chosen={tile.icon === undefined} onChoose={() => onChange(withoutIcon(tile))} />
          {RICH_MENU_ICONS.map((icon) => (
            <IconChoice key={icon} name={icon} chosen={tile.icon === icon} onChoose={() => onChange({ ...tile, icon })} />
          ))}
        </div>
      </div>
      <div className={styles.numbers}>
        <ColourField label={t('tile.background')} value={tile.background} onChange={(background) => onChange({ ...tile, background }, 'background')} />
        <ColourField label={t('tile.colour')} value={tile.colour} onChange={(colour) => onChange({ ...tile, colour }, 'colour')} />
      </div>
      {faint && (
        <p role="status" className={styles.warn}>
          {t('tile.faint')}
        </p>
      )}
    </fieldset>
  );
}

function IconChoice({ name, chosen, onChoose }: { name: RichMenuIcon | undefined; chosen: boolean; onChoose(): void }) {
  const { t } = useTranslation('richMenus');
  const Icon = name && TILE_ICONS[name];
  const label = name ? t(`icon.${name}`) : t('tile.noIcon');
  return (
    <label className={styles.icon} title={label}>
      <input type="radio" name="tile-icon" checked={chosen} onChange={onChoose} aria-label={label} />
      {Icon ? <Icon size={20} stroke={1.5} aria-hidden /> : <span aria-hidden>—</span>}
    </label>
  );
}

/** A colour by the browser's own picker, and as text. */
export function ColourField({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const id = useId();
  return (
    <div className={styles.colourField}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.colourRow}>
        <input id={id} type="color" className={styles.colour} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
        <TextInput
          key={value}
          aria-label={label}
          defaultValue={value}
          maxLength={7}
          onChange={(event) => {
            if (/^#[0-9a-fA-F]{6}$/.test(event.currentTarget.value) && event.currentTarget.value !== value) onChange(event.currentTarget.value.toLowerCase());
          }}
        />
      </div>
    </div>
  );
}

function withoutIcon({ icon: _icon, ...tile }: RichMenuTile): RichMenuTile {
  return tile;
}
