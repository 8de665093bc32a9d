/** One person of a chunk. */
export interface ChunkPerson {
  no: number;
  /** Empty where the chunk was read without contacts. */
  contactId: string;
  lineUserId: string;
  variant: string | null;
}

/** Stands between values; in none of them, as ids of LINE are letters and digits (FACTS §3). */
const BETWEEN = '\n';

/**
 * The people of a chunk, kept as the few texts the database made of them. Sixty chunks wait for their call at any time: as objects their thirty
 * thousand people would outlive the quick collections of garbage, and memory would grow by a hundred megabytes within a thousand calls.
 */
export class ChunkPeople implements Iterable<ChunkPerson> {
  static readonly nobody = new ChunkPeople(0, '', '', null, null);

  /** @param nos values one after the other, line by line; so are the others */
  constructor(
    readonly count: number,
    private readonly numbers: string,
    private readonly users: string,
    private readonly contacts: string | null,
    private readonly variants: string | null,
  ) {}

  /** Their numbers in the run, ascending. */
  nos(): number[] {
    return this.count === 0 ? [] : this.numbers.split(BETWEEN).map(Number);
  }

  lineUserIds(): string[] {
    return this.count === 0 ? [] : this.users.split(BETWEEN);
  }

  contactIds(): string[] {
    return this.contacts === null ? [] : this.contacts.split(BETWEEN);
  }

  *[Symbol.iterator](): Iterator<ChunkPerson> {
    const users = this.lineUserIds();
    const contacts = this.contactIds();
    const variants = this.variants?.split(BETWEEN) ?? [];
    for (const [at, no] of this.nos().entries()) yield { no, lineUserId: users[at]!, contactId: contacts[at] ?? '', variant: variants[at] || null };
  }
}
