const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of `90s`, `30m`, `1h30m`, `2d`; undefined when it says no time. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.replace(/\s+/g, '').matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.replace(/\s+/g, '')) return undefined;
  return Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit!]!, 0));
}
