import type { EffectBody, NodeOutcome } from '@chatloom/engine';

/** Leave the node by a port, with the effects that happen on the way. */
export function leave(port: string, effects: EffectBody[] = []): NodeOutcome {
  return effects.length === 0 ? { then: { go: 'exit', port } } : { effects, then: { go: 'exit', port } };
}
