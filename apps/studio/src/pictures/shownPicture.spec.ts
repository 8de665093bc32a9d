import { storedPictureUrl } from '@chatloom/messages';
import { shownPicture } from './shownPicture';

const CODE = 'abcdefghijklmnopqrstuv';

it('finds stored pictures at our own server, and leaves others where they are', () => {
  expect(shownPicture(storedPictureUrl(CODE, 'full'))).toBe(`/m/${CODE}/full`);
  expect(shownPicture(storedPictureUrl(CODE))).toBe(`/m/${CODE}/fit`);
  expect(shownPicture(`${storedPictureUrl(CODE)}/700`)).toBe(`/m/${CODE}/700`);
  expect(shownPicture('https://example.com/tea.png')).toBe('https://example.com/tea.png');
});
