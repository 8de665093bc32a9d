import type { JsonObject, Json } from '@chatloom/engine';
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

/** Where capabilities (games, booking, …) plug their effects in, by name. */
export class EffectHandlers {
  private readonly handlers = new Map<string, EffectHandler>();

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

  /** Refuse to boot when a node type names an effect that nobody handles. @throws Error naming all of them */
  assertComplete(needed: Iterable<string>): void {
    const missing = [...needed].filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`No handler for the effects: ${missing.join(', ')}.`);
  }
}
