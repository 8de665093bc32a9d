import { fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import { looseOf, type Loose } from '../loose';
import { renderPhone } from '../testing';
import { MessageBody } from './MessageBody';

const show = (message: Loose, onAction: (action: Loose) => void = () => {}) => renderPhone(<MessageBody message={message} mine={false} onAction={onAction} />);

describe('a message in the phone', () => {
  it('shows text as text, whatever it contains', () => {
    const { container } = show({ type: 'text', text: '<img src=x onerror=alert(1)> & <b>bold</b>' });
    expect(screen.getByText('<img src=x onerror=alert(1)> & <b>bold</b>')).toBeTruthy();
    expect(container.querySelector('img, b')).toBeNull();
  });

  it('makes a link of an address and of nothing that could run', () => {
    show({ type: 'text', text: 'https://shop.example and javascript:alert(1)' });
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://shop.example']);
  });

  it('performs the action of each button of a template', () => {
    const tapped: Loose[] = [];
    const actions = [{ type: 'message', label: 'Yes', text: 'Yes!' }, { type: 'postback', label: 'No', data: 'n' }];
    show({ type: 'template', altText: 'Sure?', template: { type: 'confirm', text: 'Sure?', actions } }, (action) => tapped.push(action));
    fireEvent.click(screen.getByRole('button', { name: 'Yes' }));
    fireEvent.click(screen.getByRole('button', { name: 'No' }));
    expect(tapped).toEqual(actions);
  });

  it('shows every column of a carousel with title, text and buttons', () => {
    const columns = [1, 2].map((index) => ({ title: `Course ${index}`, text: 'Fish', actions: [{ type: 'message', label: `Take ${index}`, text: 'x' }] }));
    show({ type: 'template', altText: 'Courses', template: { type: 'carousel', columns } });
    expect(screen.getByRole('group', { name: 'Courses' })).toBeTruthy();
    expect(screen.getByText('Course 2')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Take 1' })).toBeTruthy();
  });

  it('draws a Flex bubble with its texts, spans, buttons and pictures', () => {
    const tapped: Loose[] = [];
    const action = { type: 'uri', label: 'Call', uri: 'tel:123' };
    show(
      {
        type: 'flex', altText: 'Receipt',
        contents: {
          type: 'bubble',
          hero: { type: 'image', url: 'https://shop.example/a.png' },
          body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'hidden', contents: [{ type: 'span', text: 'Brown ' }, { type: 'span', text: 'Cafe', weight: 'bold' }] }] },
          footer: { type: 'box', layout: 'vertical', contents: [{ type: 'separator' }, { type: 'button', action }] },
        },
      },
      (one) => tapped.push(one),
    );
    expect(screen.queryByText('hidden')).toBeNull();
    expect(screen.getByText('Cafe').style.fontWeight).toBe('700');
    expect(screen.getByRole('img', { name: 'Picture' }).getAttribute('src')).toBe('https://shop.example/a.png');
    fireEvent.click(screen.getByRole('button', { name: 'Call' }));
    expect(tapped).toEqual([action]);
  });

  it('lets a bubble be tapped as a whole beside the buttons inside it, without a control inside a control', () => {
    const { container } = show({
      type: 'flex', altText: 'Card',
      contents: { type: 'bubble', action: { type: 'message', label: 'Whole', text: 'x' }, body: { type: 'box', layout: 'vertical', contents: [{ type: 'button', action: { type: 'message', label: 'Inner', text: 'y' } }] } },
    });
    expect(screen.getByRole('button', { name: 'Whole' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Inner' })).toBeTruthy();
    expect(container.querySelector('button button')).toBeNull();
  });

  it('names a sticker by its ids and a place by its title', () => {
    show({ type: 'sticker', packageId: '446', stickerId: '1988' });
    show({ type: 'location', title: 'Tokyo Station', address: 'Chiyoda', latitude: 35.68, longitude: 139.76 });
    expect(screen.getByRole('img', { name: 'Sticker 446 / 1988' })).toBeTruthy();
    expect(screen.getByText('Tokyo Station')).toBeTruthy();
  });

  it('puts a labelled frame where a picture does not load', () => {
    show({ type: 'image', originalContentUrl: 'https://shop.example/a.png', previewImageUrl: 'https://shop.example/p.png' });
    fireEvent.error(screen.getByRole('img', { name: 'Picture' }));
    expect(screen.getByRole('img', { name: 'Picture that cannot be shown' })).toBeTruthy();
  });

  it('shows the alternative text of a type it does not know', () => {
    show({ type: 'hologram', altText: 'A hologram' });
    expect(screen.getByText('A hologram')).toBeTruthy();
  });

  it('falls over no message, however odd', () => {
    const odd = fc.anything({ maxDepth: 3 });
    const component = fc.record({ type: fc.constantFrom('box', 'text', 'image', 'button', 'icon', 'separator', 'span', 'video'), layout: odd, contents: odd, text: odd, url: odd, action: odd, size: odd, flex: odd, spacing: odd }, { requiredKeys: ['type'] });
    const bubble = fc.record({ type: fc.constant('bubble'), body: component, hero: component, styles: odd, size: odd });
    const message = fc.oneof(
      fc.record({ type: fc.constantFrom('text', 'sticker', 'image', 'video', 'audio', 'location', 'imagemap', 'template', 'flex', 'file'), text: odd, emojis: odd, template: odd, contents: odd, duration: odd, baseSize: odd, actions: odd }),
      fc.record({ type: fc.constant('flex'), contents: bubble }),
      fc.record({ type: fc.constant('template'), template: fc.record({ type: fc.constantFrom('buttons', 'confirm', 'carousel', 'image_carousel'), columns: odd, actions: odd, text: odd, title: odd, thumbnailImageUrl: odd }) }),
    );
    fc.assert(
      fc.property(message, (one) => {
        show(looseOf(one)).unmount();
      }),
      { numRuns: 150 },
    );
  });
});
