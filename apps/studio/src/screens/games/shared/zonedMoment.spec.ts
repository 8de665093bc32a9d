import { zonedLocal, zonedMoment } from './zonedMoment';

describe('local times of a zone', () => {
  it.each([
    ['Asia/Taipei', '2026-12-24T18:30', '2026-12-24T10:30:00.000Z'],
    ['America/New_York', '2026-07-04T00:00', '2026-07-04T04:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('in %s %s is %s, and back', (zone, local, moment) => {
    expect(zonedMoment(local, zone)).toBe(moment);
    expect(zonedLocal(moment, zone)).toBe(local);
  });
  it('a time that is left out is the moment the clocks move on', () => {
    expect(zonedMoment('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
  });
  it('what is not a time is none', () => {
    expect([zonedMoment('', 'Asia/Taipei'), zonedMoment('2026-13-40T99:99', 'Asia/Taipei'), zonedLocal(null, 'Asia/Taipei')]).toEqual([null, null, '']);
  });
});
