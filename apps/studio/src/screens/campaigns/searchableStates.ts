/** States people look for, in the order of a campaign's life; kept in the address of the list. */
export const SEARCHABLE_STATES = ['draft', 'scheduled', 'sending', 'paused', 'braked', 'waitingForGo', 'done', 'cancelled', 'failed'] as const;
export type SearchableState = (typeof SEARCHABLE_STATES)[number];
