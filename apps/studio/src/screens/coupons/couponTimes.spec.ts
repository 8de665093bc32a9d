import { couponTimes } from './couponTimes';

it('is valid from the first moment of its first day to the end of its last, where the bot is at home', () => {
  expect(couponTimes('2026-12-01', '2026-12-31', 'Asia/Taipei')).toEqual({ startsAt: '2026-11-30T16:00:00.000Z', endsAt: '2026-12-31T15:59:59.000Z', timezone: 'ASIA_TAIPEI' });
  expect(couponTimes('2026-12-01', '2026-12-01', 'Europe/Berlin')).toMatchObject({ startsAt: '2026-11-30T15:00:00.000Z', timezone: 'ASIA_TOKYO' });
});
