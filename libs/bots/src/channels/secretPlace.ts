/** Where a sealed secret belongs; it does not open anywhere else. */
export function secretPlace(channelId: string, which: 'secret' | 'token'): string {
  return `channel:${channelId}:${which}`;
}
