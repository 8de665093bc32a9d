import type { TimerKind, TimerState } from '@chatloom/contract';

export type { TimerKind, TimerState };
// Said again here: the router reads addresses with it, and the contract would bring zod into the first page.
export const TIMER_KINDS = ['timer', 'schedule', 'campaign', 'feed', 'watch', 'parked'] as const satisfies readonly TimerKind[];
export const TIMER_STATES = ['due', 'late', 'failed'] as const satisfies readonly TimerState[];
