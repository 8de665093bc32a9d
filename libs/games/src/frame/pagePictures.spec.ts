import { storedPictureUrl } from '@chatloom/messages';
import { withPagePictures } from './pagePictures';

const CODE = 'AbCdEfGhIjKlMnOpQrStUv';

describe('pictures on pages of games', () => {
  it('of the bot are those this server gives out, all others stay where they are', () => {
    const page = { prizes: [{ imageUrl: storedPictureUrl(CODE, 'fit') }, { imageUrl: 'https://shop.example/tea.png' }, { imageUrl: null }] };
    expect(withPagePictures(page).prizes.map(({ imageUrl }) => imageUrl)).toEqual([`/m/${CODE}/fit`, 'https://shop.example/tea.png', null]);
  });
  it('a page without any is handed on as it is', () => {
    const page = { title: 'Tea' };
    expect(withPagePictures(page)).toBe(page);
    expect(withPagePictures(null)).toBeNull();
  });
});
