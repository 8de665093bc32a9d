import { testDatabase } from '@chatloom/test/database';
import { Clock } from './clock';
import { ClockGuard } from './clockGuard';
import { createLogger } from './logger';

const database = testDatabase({ entities: [], migrations: [] });

/** The machine's clock, wrong by so many ms. */
class WrongClock extends Clock {
  offsetMs = 0;
  now(): number {
    return Date.now() + this.offsetMs;
  }
}

describe('a machine whose clock', () => {
  it('drifts away from the database claims nothing until it is right again, and leaves when it is hopeless', async () => {
    const clock = new WrongClock();
    const told: string[] = [];
    const guard = new ClockGuard({
      database: database(),
      clock,
      logger: createLogger({ level: 'silent' }),
      onSkewed: (isSkewed) => told.push(isSkewed ? 'stop claiming' : 'claim again'),
      onHopeless: (sentence) => told.push(sentence),
    });
    await guard.start();
    expect(guard.trouble()).toBeNull();
    clock.offsetMs = 3_000;
    await guard.look();
    await guard.look();
    expect(guard.trouble()).toMatch(/differs from the database's by \d{4} ms/);
    clock.offsetMs = -500;
    await guard.look();
    expect(guard.trouble()).toBeNull();
    clock.offsetMs = -60_000;
    await guard.look();
    guard.stop();
    expect(told).toEqual(['stop claiming', 'claim again', "The clock of this machine differs from the database's by -60 s.", 'stop claiming']);
  });
});
