import type { SchemaPart } from '@chatloom/platform';
import { Conversations1763760000000 } from './migrations/1763760000000-conversations';
import { SendOptions1763761000000 } from './migrations/1763761000000-send-options';
import { Groups1763780000000 } from './migrations/1763780000000-groups';
import { Media1763781000000 } from './migrations/1763781000000-media';
import { Forgetting1763800500000 } from './migrations/1763800500000-forgetting';
import { ContactSignals1763803500000 } from './migrations/1763803500000-contact-signals';
import { SignalsUnheard1763811000100 } from './migrations/1763811000100-signals-unheard';
import { TurnSnapshots1763805300000 } from './migrations/1763805300000-turn-snapshots';
import { TurnsByTime1763801500000 } from './migrations/1763801500000-turns-by-time';

/** The tables of conversations. They are read and written by set-based SQL only, so there are no entities. */
export const conversationsSchema: SchemaPart = { entities: [], migrations: [Conversations1763760000000, SendOptions1763761000000, Groups1763780000000, Media1763781000000, Forgetting1763800500000, TurnsByTime1763801500000, ContactSignals1763803500000, TurnSnapshots1763805300000, SignalsUnheard1763811000100] };
