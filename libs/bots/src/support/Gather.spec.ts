import { Gather } from './Gather';

describe('Gather', () => {
  it('asks once for all callers of a moment, and once more for those who came meanwhile', async () => {
    const batches: string[][] = [];
    const gather = new Gather<string, number>(async (keys) => {
      batches.push(keys);
      return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.length]));
    });
    const first = ['a', 'bb', 'a', 'nobody'].map((key) => gather.load(key));
    const later = first[0]!.then(() => Promise.all([gather.load('ccc'), gather.load('dddd')]));
    expect(await Promise.all(first)).toEqual([1, 2, 1, undefined]);
    expect(await later).toEqual([3, 4]);
    expect(batches).toEqual([['a', 'bb', 'nobody'], ['ccc', 'dddd']]);
  });

  it('tells a failure to those it concerns and goes on', async () => {
    let broken = true;
    const gather = new Gather<string, number>(async (keys) => {
      if (broken) throw new Error('database away');
      return new Map(keys.map((key) => [key, 1]));
    });
    await expect(gather.load('a')).rejects.toThrow('database away');
    broken = false;
    await expect(gather.load('a')).resolves.toBe(1);
  });
});
