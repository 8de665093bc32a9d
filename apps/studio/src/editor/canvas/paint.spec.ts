import { cardHeight, type CardModel } from '../model/cardModel';
import { wireCurve } from '../model/wirePath';
import { paint, type PaintColors, type Pen, type Scene } from './paint';

const colors: PaintColors = {
  surface: 'surface', line: 'line', lineStrong: 'wire', ink: 'ink', ink3: 'ink3', accent: 'accent', danger: 'danger', warn: 'warn', info: 'info', note: 'note', font: 'sans',
  kinds: { trigger: 'violet', message: 'green', ask: 'blue', branch: 'grey', wait: 'brown', push: 'pink', data: 'teal', human: 'orange' },
};
const base = { type: 'text', kind: 'message', icon: 'x', kindWord: 'Send a message', title: 'Hello', text: 'Hi', lines: 1, ports: [], morePorts: [], isTrigger: false } as const;
const model = { ...base, ports: [], morePorts: [], height: cardHeight({ ...base, ports: [], morePorts: [] }) } as CardModel;

function recorder(): { pen: Pen; texts: string[]; rects: { color: unknown; x: number }[]; curves: number } {
  const seen = { texts: [] as string[], rects: [] as { color: unknown; x: number }[], curves: 0 };
  const pen: Pen = {
    fillStyle: '', strokeStyle: '', lineWidth: 1, globalAlpha: 1, font: '', textBaseline: 'top',
    setTransform: (() => undefined) as Pen['setTransform'],
    clearRect: () => undefined,
    fillRect: (x) => seen.rects.push({ color: pen.fillStyle, x }),
    strokeRect: () => undefined,
    beginPath: () => undefined,
    moveTo: () => undefined,
    bezierCurveTo: () => { seen.curves += 1; },
    stroke: () => undefined,
    fill: () => undefined,
    arc: () => undefined,
    fillText: (text) => seen.texts.push(text),
  };
  return Object.assign(seen, { pen });
}
const scene: Scene = {
  cards: [
    { id: 'near', x: 0, y: 0, model, selected: false },
    { id: 'far', x: 90_000, y: 0, model, selected: false },
  ],
  wires: [
    { curve: wireCurve({ x: 264, y: 40 }, { x: 400, y: 40 }), lit: false },
    { curve: wireCurve({ x: 90_000, y: 40 }, { x: 90_400, y: 40 }), lit: true },
  ],
  notes: [],
};

describe('paint', () => {
  it('paints only what can be seen', () => {
    const seen = recorder();
    paint(seen.pen, scene, colors, { x: 0, y: 0, zoom: 0.3, width: 800, height: 600, ratio: 1 });
    expect(seen.texts).toEqual(['Hello']);
    expect(seen.curves).toBe(1);
    expect(seen.rects.every(({ x }) => x < 1000)).toBe(true);
  });

  it('shows the kind by its colour and leaves words out when they could not be read', () => {
    const seen = recorder();
    paint(seen.pen, scene, colors, { x: 0, y: 0, zoom: 0.1, width: 800, height: 600, ratio: 2 });
    expect(seen.texts).toEqual([]);
    expect(seen.rects.map(({ color }) => color)).toContain('green');
  });
});
