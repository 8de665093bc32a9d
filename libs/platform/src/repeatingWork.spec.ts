import { RepeatingWork } from './repeatingWork';

const logger = () => ({ warn: jest.fn() }) as never;

describe('RepeatingWork', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('starts a round only when the one before has ended', async () => {
    const work = new RepeatingWork('test', logger());
    const ends: (() => void)[] = [];
    work.every(100, 'chore', () => new Promise<void>((end) => ends.push(end)));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(ends).toHaveLength(1);
    ends[0]!();
    await jest.advanceTimersByTimeAsync(100);
    expect(ends).toHaveLength(2);
  });

  it('goes on after a failure, and says so', async () => {
    const log = { warn: jest.fn() };
    const work = new RepeatingWork('test', log as never);
    const chore = jest.fn().mockRejectedValue(new Error('away'));
    work.every(100, 'chore', chore);
    await jest.advanceTimersByTimeAsync(350);
    expect(chore.mock.calls.length).toBe(3);
    expect(log.warn).toHaveBeenCalledTimes(3);
  });

  it('waits for the round under way when it stops, and begins no other', async () => {
    const work = new RepeatingWork('test', logger());
    let end = () => {};
    const chore = jest.fn(() => new Promise<void>((resolve) => (end = resolve)));
    work.every(100, 'chore', chore);
    await jest.advanceTimersByTimeAsync(100);
    let stopped = false;
    void work.stop().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(500);
    expect(stopped).toBe(false);
    end();
    await jest.advanceTimersByTimeAsync(500);
    expect(stopped).toBe(true);
    expect(chore).toHaveBeenCalledTimes(1);
  });
});
