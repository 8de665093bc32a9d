import { SteadyTime } from './steadyTime';

/** A machine: its counter, and its clock, which anybody may set. */
function machine() {
  const at = { wall: 1_000_000, counter: 0 };
  const time = new SteadyTime(() => at.wall, () => at.counter);
  const pass = (ms: number) => {
    at.wall += ms;
    at.counter += ms;
  };
  return { at, time, pass };
}

describe('the time of a process', () => {
  it('goes on when the clock is set, forward or back, and asks who is right', () => {
    for (const step of [60_000, -60_000, 86_400_000]) {
      const { at, time, pass } = machine();
      let asked = 0;
      time.watch(() => void asked++);
      pass(500);
      expect([time.now(), asked]).toEqual([1_000_500, 0]);
      at.wall += step;
      pass(100);
      expect([time.now(), asked]).toEqual([1_000_600, 1]);
      pass(100);
      expect([time.now(), asked]).toEqual([1_000_700, 1]);
      pass(1_000);
      expect([time.now(), asked]).toEqual([1_001_700, 2]);
      // The clock is set back to what it should be.
      at.wall -= step;
      expect([time.now(), asked]).toEqual([1_001_700, 3]);
      pass(5_000);
      expect([time.now(), asked]).toEqual([1_006_700, 3]);
    }
  });
  it('is the machine’s again when that turns out to be right, for example after a sleep', () => {
    const { at, time, pass } = machine();
    time.watch(() => undefined);
    at.wall += 8 * 3_600_000;
    expect(time.now()).toBe(1_000_000);
    time.trust();
    pass(10);
    expect(time.now()).toBe(1_000_010 + 8 * 3_600_000);
  });
  it('is what the database says while the machine’s clock is wrong', () => {
    const { time, pass } = machine();
    time.watch(() => undefined);
    time.correct(1_005_000);
    pass(10);
    expect(time.now()).toBe(1_005_010);
  });
  it('follows drift, and a step where nobody watches', () => {
    const { at, time, pass } = machine();
    let asked = 0;
    time.watch(() => void asked++);
    for (let i = 0; i < 100; i++) {
      pass(1_000);
      at.wall += 500;
      expect(time.now()).toBe(at.wall);
    }
    expect(asked).toBe(0);
    const other = machine();
    other.at.wall += 60_000;
    expect(other.time.now()).toBe(1_060_000);
  });
});
