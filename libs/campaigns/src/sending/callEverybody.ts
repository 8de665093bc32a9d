/** Does `work` for all at once and resolves when the last has ended; then throws the first failure, if there was one. */
export async function callEverybody<T>(people: readonly T[], work: (person: T) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(people.map(work));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
