import { LruCache } from './LruCache';

describe('LruCache', () => {
  it('forgets what was not asked for longest', () => {
    const cache = new LruCache<string, number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    expect(cache.get('a')).toBe(1);
    cache.set('c', 3);
    expect([cache.has('a'), cache.has('b'), cache.has('c')]).toEqual([true, false, true]);
  });

  it('counts weight, also of a value that is replaced, and keeps one that is too heavy alone', () => {
    const cache = new LruCache<string, string>(10, (value) => value.length);
    cache.set('a', '12345');
    cache.set('b', '12345');
    cache.set('b', '1');
    cache.set('c', '1234');
    expect(cache.size).toBe(3);
    cache.set('huge', 'x'.repeat(50));
    expect([cache.size, cache.get('huge')?.length]).toEqual([1, 50]);
    cache.set('d', '1');
    expect([cache.has('huge'), cache.get('d')]).toEqual([false, '1']);
  });
});
