/** Offsets of the zones LINE's coupons know (none of the first three has summer time), and what LINE calls them. */
const ZONES = {
  'Asia/Tokyo': { name: 'ASIA_TOKYO', offset: '+09:00' },
  'Asia/Taipei': { name: 'ASIA_TAIPEI', offset: '+08:00' },
  'Asia/Bangkok': { name: 'ASIA_BANGKOK', offset: '+07:00' },
} as const;

/** The first moment of one day and the last second of another, where the bot is at home; bots of other zones count as Japanese ones. */
export function couponTimes(from: string, to: string, timeZone: string) {
  const zone = ZONES[timeZone as keyof typeof ZONES] ?? ZONES['Asia/Tokyo'];
  return { startsAt: new Date(`${from}T00:00:00${zone.offset}`).toISOString(), endsAt: new Date(`${to}T23:59:59${zone.offset}`).toISOString(), timezone: zone.name };
}
