/**
 * A condition that is always true, and lets all plans made later in the transaction walk indexes. Pending work (`inbox`, `timer`) is a table that is empty
 * most of the time. A plan made then reads it from end to end, is kept, and is still used when 100,000 rows have come: a statement of 3 ms ran into its
 * time limit of 5 s, for everybody, until the table was analysed. As part of another statement it costs no round trip.
 */
export const WALK_INDEXES = `(SELECT set_config('enable_seqscan', 'off', true)) = 'off'`;
