import { v7 } from 'uuid';

/** Makes unique ids; injected so that tests can make predictable ones. */
export abstract class IdSource {
  abstract newId(): string;
}

/**
 * A new UUIDv7: unique, and sorted by the millisecond of its making, which keeps index pages of growing tables together.
 * Ids made by one process within one millisecond are still in order (RFC 9562 §6.2).
 */
export function newId(): string {
  return v7();
}

export class UuidSource extends IdSource {
  newId(): string {
    return newId();
  }
}

/** `00000000-0000-7000-8000-000000000001`, `…2`, …: valid UUIDs that read well in goldens. */
export class CountingIdSource extends IdSource {
  private count = 0;

  newId(): string {
    this.count += 1;
    return `00000000-0000-7000-8000-${this.count.toString().padStart(12, '0')}`;
  }
}
