import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureField } from '../shared/PictureField';
import type { BingoDocument } from './bingoQueries';
import styles from './bingo.module.css';

type ListCard = Extract<BingoDocument['card'], { type: 'list' }>;

/** A picture for each thing that can be called, as players see them on their own page. Closed until somebody wants some: there may be dozens. */
export function ItemPictures({ botId, items, errorOf, onChange }: { botId: string; items: ListCard['items']; errorOf(index: number): string | false; onChange(items: ListCard['items']): void }) {
  const { t } = useTranslation('bingo');
  const [open, setOpen] = useState(false);
  const named = items.flatMap((item, index) => (item.label.trim() === '' ? [] : [{ ...item, index }]));
  const faulty = named.some(({ index }) => errorOf(index));
  if (named.length === 0) return null;
  return (
    <details className={styles.pictures} open={open || faulty} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('form.itemPictures', { count: named.filter(({ imageUrl }) => imageUrl !== null).length })}</summary>
      {(open || faulty) && (
        <ul>
          {named.map(({ index, label, imageUrl }) => (
            <li key={index}>
              <PictureField botId={botId} label={label} value={imageUrl} error={errorOf(index)} onChange={(url) => onChange(items.map((item, i) => (i === index ? { ...item, imageUrl: url } : item)))} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
