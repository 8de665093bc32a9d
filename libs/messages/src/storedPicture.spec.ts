import { readStoredPicture, STORED_PICTURES_ORIGIN, storedPictureUrl, withRealPictures } from './storedPicture';
import { validateMessages } from './validateMessages';

const CODE = 'abcdefghijklmnopqrstuv';

describe('the address of a stored picture', () => {
  it('is read back as it was written, and nothing else is', () => {
    expect(readStoredPicture(storedPictureUrl(CODE, 'icon'))).toEqual({ code: CODE, form: 'icon' });
    expect(readStoredPicture(storedPictureUrl(CODE))).toEqual({ code: CODE });
    for (const other of ['', 'https://example.com/x.png', `${STORED_PICTURES_ORIGIN}/short`, `${STORED_PICTURES_ORIGIN}/${CODE}/huge`, `${STORED_PICTURES_ORIGIN}/${CODE}/fit/..`, `${STORED_PICTURES_ORIGIN}.evil/${CODE}`]) {
      expect(readStoredPicture(other)).toBeUndefined();
    }
  });

  it('may stand wherever LINE takes a picture', () => {
    const url = storedPictureUrl(CODE, 'full');
    expect(validateMessages([{ type: 'image', originalContentUrl: url, previewImageUrl: url }])).toEqual([]);
  });

  it('becomes the address of this server in everything that is sent', () => {
    const json = JSON.stringify({ messages: [{ url: storedPictureUrl(CODE, 'fit') }, { baseUrl: storedPictureUrl(CODE) }] });
    expect(JSON.parse(withRealPictures(json, 'https://bot.example/m'))).toEqual({ messages: [{ url: `https://bot.example/m/${CODE}/fit` }, { baseUrl: `https://bot.example/m/${CODE}` }] });
    expect(withRealPictures('{"text":"hello"}', 'https://bot.example/m')).toBe('{"text":"hello"}');
  });
});
