import { actionLabel, lengthFault, textField, urlFault, urlField } from './fields';
import { LABEL_MAX_GRAPHEMES } from './fields';

describe('fields for forms', () => {
  it('a text field carries its counter, so that a form can count while typing', () => {
    expect(textField(20, 'graphemes', { control: 'textarea' }).meta()).toMatchObject({ control: 'textarea', counter: { unit: 'graphemes', max: 20 } });
  });

  it('a text field says how long the text is and how long it may be', () => {
    const result = textField(5, 'utf16').safeParse('🍎🍎🍎');
    expect(result.error?.issues).toMatchObject([
      { message: 'The text has 6 characters; LINE allows 5.', params: { code: 'textTooLong', length: 6, max: 5 } },
    ]);
    expect(textField(6, 'utf16').safeParse('🍎🍎🍎').success).toBe(true);
  });

  it('spaces alone are no text, unless the field may be empty', () => {
    expect(lengthFault('  \n', 10, 'utf16')?.code).toBe('textMissing');
    expect(lengthFault('', 10, 'utf16', { min: 0 })).toBeUndefined();
  });

  it.each(Object.entries(LABEL_MAX_GRAPHEMES))('a label in a %s has at most %i characters', (container, max) => {
    const field = actionLabel(container as 'template');
    expect(field.safeParse('👨‍👩‍👧‍👦'.repeat(max)).success).toBe(true);
    expect(field.safeParse('a'.repeat(max + 1)).success).toBe(false);
    expect(field.safeParse('').success).toBe(container === 'imageCarousel');
  });

  it.each([
    ['https://example.com/a.png', undefined],
    ['HTTPS://EXAMPLE.COM', undefined],
    ['tel:+81312345678', undefined],
    ['line://ti/p/@chatloom', undefined],
    ['', 'missing'],
    ['example.com', 'notAUrl'],
    ['https://', 'notAUrl'],
    ['https:///path', 'notAUrl'],
    ['https://exa mple.com', 'notAUrl'],
    ['https://example.com/\u0000', 'notAUrl'],
    ['tel:', 'notAUrl'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,hi', 'scheme'],
    ['ftp://example.com', 'scheme'],
  ])('address %j: %s', (url, fault) => {
    expect(urlFault(url, ['http', 'https', 'line', 'tel'], 1000)).toBe(fault);
  });

  it('a media field wants HTTPS and says so', () => {
    const result = urlField({ media: true }).safeParse('http://example.com/a.png');
    expect(result.error?.issues).toMatchObject([{ message: 'The address must begin with https://.', params: { code: 'urlScheme' } }]);
    expect(urlField({ media: true, optional: true }).safeParse('').success).toBe(true);
  });
});
