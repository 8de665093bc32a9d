/**
 * For `refetchInterval`: ask again every so often, but not after a failure: the page then says what happened and has Retry,
 * and asking by itself would make it flicker between error and loading.
 */
export const whileFine =
  (intervalMs: number) =>
  (query: { state: { status: string } }): number | false =>
    query.state.status === 'error' ? false : intervalMs;
