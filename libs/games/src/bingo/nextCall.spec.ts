import { nextCall } from './nextCall';

const at = (text: string) => Date.parse(text);

describe('the timetable of a bingo game', () => {
  it('keeps its rhythm, and goes on from now after a long sleep', () => {
    const calls = { by: 'interval', everySeconds: 30 } as const;
    expect(nextCall({ calls }, 1_000, 1_200, 'Asia/Taipei')).toBe(31_000);
    expect(nextCall({ calls }, 1_000, 500_000, 'Asia/Taipei')).toBe(500_000);
  });

  it('calls every day at the times of the wall clock', () => {
    const calls = { by: 'daily' as const, times: ['12:00', '18:30'] };
    const morning = at('2026-11-22T01:00:00Z');
    expect(nextCall({ calls }, morning, morning, 'Asia/Taipei')).toBe(at('2026-11-22T04:00:00Z'));
    const noon = at('2026-11-22T04:00:00Z');
    expect(nextCall({ calls }, noon, noon, 'Asia/Taipei')).toBe(at('2026-11-22T10:30:00Z'));
    const evening = at('2026-11-22T10:30:00Z');
    expect(nextCall({ calls }, evening, evening, 'Asia/Taipei')).toBe(at('2026-11-23T04:00:00Z'));
  });

  it('leaves everything else to hands and events', () => {
    expect(nextCall({ calls: { by: 'hand' } }, 0, 0, 'Asia/Tokyo')).toBeNull();
    expect(nextCall({ calls: { by: 'event' } }, 0, 0, 'Asia/Tokyo')).toBeNull();
  });
});
