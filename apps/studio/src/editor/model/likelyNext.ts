import type { NodeDefinition, NodeKind } from '@chatloom/flow';

/** Kinds in the order in which they most often follow a step of a kind. */
const AFTER: Record<NodeKind | 'nothing', NodeKind[]> = {
  nothing: ['trigger', 'message', 'ask', 'branch', 'wait', 'data', 'push', 'human'],
  trigger: ['message', 'ask', 'branch', 'data', 'wait', 'push', 'human'],
  message: ['ask', 'message', 'wait', 'branch', 'data', 'push', 'human'],
  ask: ['message', 'data', 'branch', 'ask', 'wait', 'push', 'human'],
  branch: ['message', 'ask', 'data', 'branch', 'wait', 'push', 'human'],
  wait: ['message', 'push', 'branch', 'ask', 'data', 'human'],
  push: ['wait', 'branch', 'data', 'message', 'ask', 'human'],
  data: ['message', 'branch', 'ask', 'wait', 'push', 'human'],
  human: ['message', 'data', 'ask', 'branch', 'wait', 'push'],
};

/** Every kind of step, in the palette's order. */
export const KINDS: readonly NodeKind[] = ['trigger', 'message', 'ask', 'branch', 'wait', 'push', 'data', 'human'];

/**
 * Step types to offer, likely ones first, narrowed by what was typed. Nothing can lead into a trigger, so triggers are
 * only offered when the new step stands by itself.
 *
 * @param after kind of the step the new one follows; absent when it follows none
 * @param words what a type can be found by: title, help, kind
 */
export function likelyNext(
  definitions: readonly NodeDefinition[],
  after: NodeKind | undefined,
  typed: string,
  words: (definition: NodeDefinition) => string,
): NodeDefinition[] {
  const order = AFTER[after ?? 'nothing'];
  const needle = fold(typed);
  return definitions
    .map((definition, index) => ({ definition, index, rank: order.indexOf(definition.kind) }))
    .filter(({ definition, rank }) => rank >= 0 && needle.split(' ').every((part) => fold(words(definition)).includes(part)))
    .sort((a, b) => (needle ? startsLater(a.definition, b.definition, needle, words) : 0) || a.rank - b.rank || a.index - b.index)
    .map(({ definition }) => definition);
}

function startsLater(a: NodeDefinition, b: NodeDefinition, needle: string, words: (definition: NodeDefinition) => string): number {
  return Number(fold(words(b)).startsWith(needle)) - Number(fold(words(a)).startsWith(needle));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
