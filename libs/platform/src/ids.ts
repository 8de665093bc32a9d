import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import { steadyTime } from './steadyTime';

/** Makes unique ids; injected so that tests can make predictable ones. */
export abstract class IdSource {
  abstract newId(): string;
}

/** Random bytes are drawn for so many ids at once: asking the system for each would cost more than the rest of the id. */
const IDS_PER_DRAW = 256;
const BYTES_PER_ID = 16;
const pool = new Uint8Array(IDS_PER_DRAW * BYTES_PER_ID);
/** The time goes back by more only when the clock turned out to have been wrong (`SteadyTime`); ids must not stay in that wrong future. */
const BACK_MAX_MS = 2_000;
let drawn = IDS_PER_DRAW;
let lastMs = 0;
let sequence = 0;

/**
 * A new UUIDv7: unique, and sorted by the millisecond of its making, which keeps index pages of growing tables together.
 * Ids made by one process are in the order of their making, also within a millisecond and when the time goes back a little
 * (RFC 9562 §6.2, method 1: a counter beside the time).
 */
export function newId(): string {
  if (drawn === IDS_PER_DRAW) {
    randomFillSync(pool);
    drawn = 0;
  }
  const random = pool.subarray(drawn * BYTES_PER_ID, ++drawn * BYTES_PER_ID);
  const now = steadyTime.now();
  if (now > lastMs || now < lastMs - BACK_MAX_MS) {
    lastMs = now;
    // Half of the counter's room, so that it cannot run over within a millisecond.
    sequence = (random[6]! << 23) | (random[7]! << 15) | (random[8]! << 7) | (random[9]! >> 1);
    sequence &= 0x3fffffff;
  } else {
    sequence++;
  }
  return v7({ msecs: lastMs, seq: sequence, random });
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
