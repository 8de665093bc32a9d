import { bingoDocumentSchema } from '@chatloom/contract';
import { FREE } from '@chatloom/fairplay';
import { writeFileSync } from 'node:fs';
import { TilePainter } from '@chatloom/pictures';
import type { z } from 'zod';
import { drawBingoPicture } from './drawBingoPicture';

const document = (card: z.input<typeof bingoDocumentSchema>['card']) => bingoDocumentSchema.parse({ title: 'ビンゴの夜 Bingo 之夜', card, prizes: [{ id: 'line', name: 'A drink', pattern: { type: 'line' }, winners: 1 }] });
const shops = ['麵包店', '花店', 'カフェ・テラス', 'ร้านหนังสือ', 'Books & Paper', 'The very long name of a shop by the sea', '鞋', '玩具', '茶'];

describe('the picture of a card', () => {
  it('has every cell, and says what is marked by more than its colour', () => {
    const { size, drawing } = drawBingoPicture({ document: document({ type: 'balls75', size: 3 }), card: [0, 25, 50, 1, FREE, 51, 2, 27, 52], marks: 0b10001, language: 'zh-TW' });
    expect(size).toEqual({ width: 1040, height: 1168 });
    expect(drawing.tiles.map(({ text, icon }) => text || icon)).toEqual(['ビンゴの夜 Bingo 之夜', '1', 'star', '26', '51', '2', '免費', 'star', '52', '3', '28', '53']);
    for (const { bounds } of drawing.tiles) expect(bounds.x >= 0 && bounds.y >= 0 && bounds.x + bounds.width <= size.width && bounds.y + bounds.height <= size.height).toBe(true);
  });
  it('leaves the blanks of a ticket blank', () => {
    const card = Array.from({ length: 27 }, (_, cell) => (cell % 2 ? FREE : cell));
    const { drawing } = drawBingoPicture({ document: document({ type: 'balls90' }), card, marks: -1, language: 'en' });
    expect(drawing.tiles.filter(({ icon }) => icon === 'star')).toHaveLength(14);
  });
  it('can be painted in every script, light enough for a preview in LINE', async () => {
    const { size, drawing } = drawBingoPicture({ document: document({ type: 'list', size: 3, items: shops.map((label) => ({ label })) }), card: [0, 1, 2, 3, 4, 5, 6, 7, 8], marks: 0b10011, language: 'ja' });
    const png = await new TilePainter().paint(size, drawing);
    if (process.env['PICTURES_TO']) writeFileSync(`${process.env['PICTURES_TO']}/bingo.png`, png);
    expect(png.length).toBeLessThan(1024 * 1024);
  }, 30_000);
});
