import { testDatabase } from '@chatloom/test/database';
import { ClockGuard } from './clockGuard';
import { createLogger } from './logger';
import { SteadyTime } from './steadyTime';

const database = testDatabase({ entities: [], migrations: [] });

describe('a machine whose clock', () => {
  it('drifts away from the database claims nothing until it is right again, and leaves when it is hopeless', async () => {
    let offsetMs = 0;
    const time = new SteadyTime(() => Date.now() + offsetMs);
    const told: string[] = [];
    const guard = new ClockGuard({
      database: database(),
      machineClock: () => Date.now() + offsetMs,
      time,
      logger: createLogger({ level: 'silent' }),
      onSkewed: (isSkewed) => told.push(isSkewed ? 'stop claiming' : 'claim again'),
      onHopeless: (sentence) => told.push(sentence),
    });
    await guard.start();
    expect(guard.trouble()).toBeNull();
    offsetMs = 3_000;
    expect(Math.abs(time.now() - Date.now())).toBeLessThan(500);
    await guard.look();
    expect(guard.trouble()).toMatch(/differs from the database's by \d{4} ms/);
    offsetMs = -500;
    await guard.look();
    expect(guard.trouble()).toBeNull();
    offsetMs = -60_000;
    await guard.look();
    guard.stop();
    expect(told).toEqual(['stop claiming', 'claim again', "The clock of this machine differs from the database's by -60 s.", 'stop claiming']);
  });
});
