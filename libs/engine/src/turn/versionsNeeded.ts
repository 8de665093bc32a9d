import type { ConversationState, Input } from '../types';
import { readGameTap } from './gameTap';
import { readTapData } from './tapData';

/**
 * Versions a turn may look up: those the session and the series stand in and the one an old button belongs to. The runtime loads
 * them (where they exist and are the bot's own) before it calls `takeTurn`.
 */
export function versionsNeeded(state: ConversationState, input: Input): string[] {
  const versions = new Set<string>();
  for (const frame of state.session?.frames ?? []) versions.add(frame.versionId);
  for (const track of Object.values(state.tracks ?? {})) for (const frame of track.session?.frames ?? []) versions.add(frame.versionId);
  if (input.type === 'postbackReceived') {
    const tap = readTapData(input.data) ?? readGameTap(input.data)?.back;
    if (tap) versions.add(tap.versionId);
  }
  return [...versions];
}
