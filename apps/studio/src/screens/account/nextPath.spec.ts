import fc from 'fast-check';
import { nextPath } from './nextPath';

const next = (path: string) => nextPath(`?next=${encodeURIComponent(path)}`);

it('goes back to the page that was asked for', () => expect(next('/b/1/flows?q=tea')).toBe('/b/1/flows?q=tea'));
it('goes to the first page when none was asked for', () => expect(nextPath('')).toBe('/'));
it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '\\/evil.example'])('does not leave the site for %j', (path) => expect(next(path)).toBe('/'));
it.each(['/signin', '/signin?next=/b', '/setup?token=x'])('does not come back to %s', (path) => expect(next(path)).toBe('/'));
it('stays inside whatever is written there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      expect(new URL(next(path), 'https://studio.example').origin).toBe('https://studio.example');
    }),
  );
});
