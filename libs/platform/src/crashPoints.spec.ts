import { armCrashPoints, crashPoint, CRASH_POINTS, parseCrashPoints } from './crashPoints';

describe('crash points', () => {
  const kill = jest.spyOn(process, 'kill').mockImplementation(() => true);
  afterEach(() => {
    armCrashPoints(null);
    kill.mockClear();
  });
  afterAll(() => kill.mockRestore());

  it('do nothing unless armed', () => {
    for (const name of CRASH_POINTS) crashPoint(name);
    expect(kill).not.toHaveBeenCalled();
  });

  it('kill the process the n-th time the point is reached, and only there', () => {
    armCrashPoints('turn.beforeCommit:3');
    crashPoint('turn.beforeCommit');
    crashPoint('turn.afterCommit');
    crashPoint('turn.beforeCommit');
    expect(kill).not.toHaveBeenCalled();
    crashPoint('turn.beforeCommit');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });

  it('may be armed all at once, with a probability', () => {
    expect(parseCrashPoints('*:0.25').size).toBe(CRASH_POINTS.length);
    expect(parseCrashPoints('turn.locked:0.5, outbox.claimed').get('outbox.claimed')).toEqual({ nth: 1 });
  });

  it('say what is wrong with the setting', () => {
    expect(() => parseCrashPoints('turn.sideways:1')).toThrow('no crash point "turn.sideways"');
    expect(() => parseCrashPoints('turn.locked:often')).toThrow('needs a whole number');
    expect(() => parseCrashPoints('turn.locked:1.5')).toThrow('needs a whole number');
  });
});
