import type { Principal } from '@chatloom/accounts';
import type { Cause } from '@chatloom/audience';

/** Who changes people's data, for its history: somebody in the studio, or their program by a token. */
export function causeOf({ by, person }: Principal): Cause {
  return { by: by === 'token' ? 'api' : 'person', personId: person.id };
}
