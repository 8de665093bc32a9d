const NONE: { fields: string[]; tags: string[] } = { fields: [], tags: [] };

/** Names of the bot's contact fields and tags, for choosing. */
export function useContactNames(_botId: string): { fields: string[]; tags: string[] } {
  return NONE;
}
