import type { Input, JsonObject, Json } from '@chatloom/engine';
import type { Transaction } from '@chatloom/platform';

/** The conversation an inside effect is for. */
export interface EffectScene {
  botId: string;
  channelId: string;
  conversationId: string;
  contactId: string | null;
  turnId: string;
  now: number;
}

/**
 * Performs an inside effect (castVote, holdSlot, …) in the turn's own transaction: touch only our database, wait for
 * nobody else's server. For `answered` effects the return value goes back into the flow in the same turn.
 */
export type EffectHandler = (tx: Transaction, scene: EffectScene, payload: JsonObject) => Promise<Json>;

/** An event that is about to be taken: the only one of its conversation in this transaction, so nothing comes before it. */
export interface UpcomingEvent {
  scene: Omit<EffectScene, 'turnId'>;
  /** In a group or room. */
  isGroup: boolean;
  input: Input;
}

/**
 * Looks at the events of a whole transaction before the first is taken, to do by one statement what the effects they will ask for would do by one
 * each. In the same transaction: what was done ahead is kept or lost with the turn. It must do nothing that the turn would not surely ask for.
 */
export type Foresight = (tx: Transaction, events: readonly UpcomingEvent[]) => Promise<void>;

/** Where capabilities (games, booking, …) plug their effects in, by name. */
export class EffectHandlers {
  private readonly handlers = new Map<string, EffectHandler>();
  private readonly foresights: { of: Input['type']; look: Foresight }[] = [];

  /** @throws Error when the name is taken: two capabilities must not answer the same effect. */
  register(name: string, handler: EffectHandler): void {
    if (this.handlers.has(name)) throw new Error(`Two handlers for the effect "${name}".`);
    this.handlers.set(name, handler);
  }

  /** @throws Error when nobody handles it; `assertComplete` makes sure that this cannot happen after boot. */
  get(name: string): EffectHandler {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`No handler for the effect "${name}".`);
    return handler;
  }

  /** @param of the events it wants to see */
  registerForesight(of: Input['type'], look: Foresight): void {
    this.foresights.push({ of, look });
  }

  /** Costs nothing where nobody wants to see any of them. */
  async foresee(tx: Transaction, events: readonly UpcomingEvent[]): Promise<void> {
    for (const { of, look } of this.foresights) {
      const wanted = events.filter(({ input }) => input.type === of);
      // One alone is done as well when its turn comes.
      if (wanted.length > 1) await look(tx, wanted);
    }
  }

  /** Refuse to boot when a node type names an effect that nobody handles. @throws Error naming all of them */
  assertComplete(needed: Iterable<string>): void {
    const missing = [...needed].filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`No handler for the effects: ${missing.join(', ')}.`);
  }
}
