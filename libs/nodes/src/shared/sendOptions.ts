import type { SendOptions } from '@chatloom/engine';

/** What a node says about how its bubbles travel, as the effect carries it; nothing when it says nothing. */
export function sendOptions(data: { silent?: boolean; unit?: string }): { options?: SendOptions } {
  if (!data.silent && !data.unit) return {};
  return { options: { ...(data.silent ? { silent: true as const } : {}), ...(data.unit ? { unit: data.unit } : {}) } };
}
