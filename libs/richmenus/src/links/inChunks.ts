/** So many rows in one statement stay far below the time a statement may take. */
const ROWS = 20_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Does something with any number of people, a part at a time in the order of their ids.
 * @param work with at most `limit` people after the one named; gives the last of them, or nothing when there are no more
 */
export async function inChunks(work: (after: string, limit: number) => Promise<string | undefined>): Promise<void> {
  let after: string | undefined = FIRST;
  while (after !== undefined) after = await work(after, ROWS);
}
