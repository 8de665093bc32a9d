import { ThrottledLog } from './throttledLog';

describe('an error that comes all the time', () => {
  it('is written once in a while, with the number of those left out', () => {
    const lines: object[] = [];
    let now = 0;
    const log = new ThrottledLog({ error: (fields: object) => lines.push(fields) } as never, 5_000, () => now);
    for (let index = 0; index < 100; index += 1) log.error('queue', new Error('down'), 'A queue reports an error.');
    log.error('other', new Error('down'), 'Another one.');
    now = 5_001;
    log.error('queue', new Error('down'), 'A queue reports an error.');
    expect(lines).toMatchObject([{ name: 'queue' }, { name: 'other' }, { name: 'queue', suppressed: 99 }]);
  });
});
