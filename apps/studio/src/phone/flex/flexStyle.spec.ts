import fc from 'fast-check';
import { aspectRatioOf, boxStyle, bubbleWidth, buttonStyle, colorOf, imageStyle, lengthOf, paddings, placeStyle, separatorStyle, textStyle, type FlexPlace } from './flexStyle';

const beside: FlexPlace = { parent: 'horizontal', first: true };
const below: FlexPlace = { parent: 'vertical', first: true };

describe('Flex properties as CSS (FACTS §8)', () => {
  it('shares the width of a horizontal box and stacks in a vertical one when nothing is said', () => {
    expect(placeStyle({ type: 'text' }, beside).flex).toBe('1 0 0');
    expect(placeStyle({ type: 'text' }, below).flex).toBe('0 0 auto');
  });

  it('shares by the numbers given, and flex 0 takes just what it needs', () => {
    expect(placeStyle({ type: 'text', flex: 3 }, beside).flex).toBe('3 0 0');
    expect(placeStyle({ type: 'text', flex: 2 }, below).flex).toBe('2 0 auto');
    expect(placeStyle({ type: 'text', flex: 0 }, beside).flex).toBe('0 0 auto');
  });

  it('does not stretch a box of given width, nor an icon', () => {
    expect(placeStyle({ type: 'box', width: '30px' }, beside).flex).toBe('0 0 auto');
    expect(placeStyle({ type: 'icon', flex: 4 }, { parent: 'baseline', first: true }).flex).toBe('0 0 auto');
  });

  it('leaves the spacing of the parent between components, and a margin of its own wins', () => {
    expect(placeStyle({ type: 'text' }, { parent: 'vertical', first: true, spacing: 'md' }).marginTop).toBeUndefined();
    expect(placeStyle({ type: 'text' }, { parent: 'vertical', first: false, spacing: 'md' }).marginTop).toBe(8);
    expect(placeStyle({ type: 'text', margin: 'xxl' }, { parent: 'vertical', first: false, spacing: 'md' }).marginTop).toBe(20);
    expect(placeStyle({ type: 'text', margin: '7px' }, { parent: 'horizontal', first: false }).marginInlineStart).toBe(7);
  });

  it('lets one padding beat paddingAll', () => {
    expect(paddings({ paddingAll: 'lg', paddingTop: '3px' })).toEqual({ paddingTop: 3, paddingBottom: 12, paddingInlineStart: 12, paddingInlineEnd: 12 });
  });

  it('takes only colours LINE takes', () => {
    expect(colorOf({ c: '#17c950' }, 'c')).toBe('#17c950');
    expect(colorOf({ c: '#17c95080' }, 'c')).toBe('#17c95080');
    for (const c of ['#444', 'red', 'url(https://x)', '#12345g', 12]) expect(colorOf({ c }, 'c')).toBeUndefined();
  });

  it('takes percent only where LINE does', () => {
    expect(lengthOf('50%', {}, true)).toBe('50%');
    expect(lengthOf('50%', {}, false)).toBeUndefined();
    expect(lengthOf('calc(1px)', {}, true)).toBeUndefined();
  });

  it('cuts a text that does not wrap and limits the lines of one that does', () => {
    expect(textStyle({ type: 'text' }, below).whiteSpace).toBe('nowrap');
    expect(textStyle({ type: 'text', wrap: true }, below).whiteSpace).toBe('pre-wrap');
    expect(textStyle({ type: 'text', wrap: true, maxLines: 2 }, below).WebkitLineClamp).toBe(2);
  });

  it('keeps ratios within LINE bounds', () => {
    expect(aspectRatioOf({ aspectRatio: '20:13' })).toBe('20 / 13');
    expect(aspectRatioOf({ aspectRatio: '1:4' })).toBe('1 / 1');
    expect(aspectRatioOf({ aspectRatio: 'wide' })).toBe('1 / 1');
  });

  it('draws pictures at their keyword width or full', () => {
    expect(imageStyle({ size: 'full', aspectMode: 'cover' }, below).picture).toMatchObject({ width: '100%', objectFit: 'cover' });
    expect(imageStyle({}, below).picture).toMatchObject({ width: 100, objectFit: 'contain' });
  });

  it('makes bubbles as wide as their size says', () => {
    expect(bubbleWidth({ size: 'kilo' })).toBe(260);
    expect(bubbleWidth({})).toBe(300);
  });

  it('draws separators across and upright', () => {
    expect(separatorStyle({ type: 'separator' }, below).height).toBe(1);
    expect(separatorStyle({ type: 'separator' }, beside).width).toBe(1);
  });

  it('fills primary buttons and only tints the word of a link', () => {
    expect(buttonStyle({ style: 'primary', color: '#112233' }, below)).toMatchObject({ backgroundColor: '#112233', color: '#FFFFFF' });
    expect(buttonStyle({ color: '#112233' }, below)).toMatchObject({ backgroundColor: 'transparent', color: '#112233' });
  });

  it('lets no hostile value into a style', () => {
    const anything = fc.oneof(fc.string(), fc.constantFrom('url(javascript:1)', 'expression(1)', '99999999px', '-9e9px'), fc.integer(), fc.constant(null));
    const component = fc.record({ type: fc.constant('box'), flex: anything, margin: anything, width: anything, backgroundColor: anything, cornerRadius: anything, offsetTop: anything, paddingAll: anything, background: fc.record({ type: fc.constant('linearGradient'), angle: anything, startColor: anything, endColor: anything }) });
    fc.assert(
      fc.property(component, (box) => {
        const style = { ...boxStyle(box), ...placeStyle(box, { parent: 'horizontal', first: false, spacing: 'md' }) };
        for (const value of Object.values(style)) {
          expect(String(value)).not.toMatch(/url|expression|script/i);
          if (typeof value === 'number') expect(Math.abs(value)).toBeLessThanOrEqual(2000);
        }
      }),
    );
  });
});
