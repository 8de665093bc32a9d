import { gridBounds, pictureFaults, readPictureHeader, type RichMenuDrawing, type RichMenuIcon } from '@chatloom/messages';
import { writeFileSync } from 'node:fs';
import { ICON_SHAPES } from './iconShapes';
import { breakEvenly, breakText } from './breakText';
import { TilePainter } from './TilePainter';
import { isJapanese, TextShaper } from './TextShaper';

const painter = new TilePainter();
const size = { width: 2500, height: 1686 };
const drawingOf = (texts: { text: string; icon?: RichMenuIcon }[], cells: number[]): RichMenuDrawing => ({
  background: '#ffffff',
  gap: 12,
  cornerRadius: 40,
  tiles: gridBounds(size, cells).map((bounds, index) => ({ bounds, ...texts[index]!, background: index % 2 ? '#1f2937' : '#06c755', colour: '#ffffff' })),
});

describe('a drawn picture', () => {
  const mixed = drawingOf([{ text: 'Book a table', icon: 'calendar' }, { text: '預約與優惠券', icon: 'ticket' }, { text: 'メニューを見る', icon: 'soup' }, { text: 'ที่อยู่ร้านและน้ำดื่ม', icon: 'map-pin' }, { text: 'Only words' }, { text: '', icon: 'gift' }], [3, 3]);

  it('is a PNG of the menu\'s size that LINE takes', async () => {
    const png = await painter.paint(size, mixed);
    if (process.env['PICTURES_TO']) writeFileSync(`${process.env['PICTURES_TO']}/menu.png`, png);
    expect(readPictureHeader(png)).toEqual({ contentType: 'image/png', ...size });
    expect(pictureFaults(png)).toEqual([]);
  }, 30_000);

  it('is the same each time', async () => {
    const small = { width: 800, height: 270 };
    const drawing = drawingOf([{ text: 'Hello', icon: 'home' }], [1]);
    expect((await painter.paint(small, drawing)).equals(await painter.paint(small, drawing))).toBe(true);
  });

  it('bears tiles that are too small for anything, and texts that are far too long', async () => {
    const drawing = drawingOf([{ text: 'long '.repeat(40) }], [1]);
    drawing.tiles.push({ ...drawing.tiles[0]!, bounds: { x: 0, y: 0, width: 10, height: 10 } });
    expect(readPictureHeader(await painter.paint({ width: 800, height: 270 }, drawing))).toMatchObject({ width: 800 });
  });
});

describe('texts', () => {
  const shaper = new TextShaper();
  it('have outlines in every language of the studio', async () => {
    for (const text of ['Menu', '選單', '込畑', 'メニュー', 'ที่อยู่']) {
      const { glyphs } = await shaper.shape(text, false);
      expect([text, glyphs.length]).toEqual([text, [...text].length]);
    }
    expect((await shaper.shape('選單', false)).width).toBeCloseTo(2, 1);
  });
  it('put the ring of sara am below the tone mark', async () => {
    const [bare, toned] = [await shaper.shape('นำ', false), await shaper.shape('น้ำ', false)];
    expect(toned.glyphs).toHaveLength(bare.glyphs.length + 1);
    expect(toned.width).toBeCloseTo(bare.width, 2);
  });
  it('leave out what no font has', async () => expect((await shaper.shape('🍎', false)).glyphs).toEqual([]));
  it('are Japanese when kana say so', () => expect([isJapanese(['予約する']), isJapanese(['預約'])]).toEqual([true, false]));
  it('break between words, and inside one only when it must be', async () => {
    const lengthOf = async (text: string) => text.length;
    expect(await breakText('Book a table', 6, lengthOf)).toEqual(['Book a', 'table']);
    expect(await breakText('Reservations', 5, lengthOf)).toEqual(['Reser', 'vatio', 'ns']);
    expect(await breakText('你好，世界', 3, lengthOf)).toEqual(['你好，', '世界']);
    expect(await breakEvenly('one two three four', 14, lengthOf)).toEqual(['one two', 'three four']);
  });
});

it('every icon has a shape', () => expect(Object.values(ICON_SHAPES).every((shape) => shape.startsWith('<'))).toBe(true));
