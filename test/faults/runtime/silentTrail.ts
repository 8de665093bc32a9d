import type { GameAuditTrail } from '@chatloom/games';

/** The bare runtime has no accounts, so there is no record to write to. */
export const SILENT_TRAIL: GameAuditTrail = { record: () => Promise.resolve(), recordAll: () => Promise.resolve(), ofGame: () => Promise.resolve([]) };
