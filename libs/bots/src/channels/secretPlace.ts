/** Where a sealed secret belongs; it does not open anywhere else. */
export function secretPlace(channelId: string, which: 'secret' | 'token' | 'tokenKey'): string {
  return `channel:${channelId}:${which}`;
}
