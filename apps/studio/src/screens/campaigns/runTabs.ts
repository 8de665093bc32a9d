/** What can be looked at of a campaign that was let go; kept in its address (`?tab=people`). */
export const RUN_TABS = ['report', 'people', 'content'] as const;
export type RunTab = (typeof RUN_TABS)[number];
