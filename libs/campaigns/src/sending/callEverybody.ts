/**
 * Does `work` for all, in their order, at most `atOnce` at a time, and resolves when the last has ended; then throws the first failure, if there was
 * one: what goes wrong with one person keeps nobody else from their turn.
 */
export async function callEverybody<T>(people: Iterable<T>, atOnce: number, work: (person: T) => Promise<void>): Promise<void> {
  const next = people[Symbol.iterator]();
  const failures: unknown[] = [];
  const lane = async () => {
    for (let one = next.next(); !one.done; one = next.next()) await work(one.value).catch((error: unknown) => void failures.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failures.length > 0) throw failures[0];
}
