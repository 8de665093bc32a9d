import type { ContactSnapshot, Effect } from './types';

/** Keys that would reach an object's prototype; never field, answer or tag names. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The contact as it will be once these effects are applied: what the next node of the same turn sees. Also for the
 * runtime between two halves of one turn (`TurnResult.asks`). Setting a field to null removes it. Returns the same
 * object when nothing concerns the contact.
 */
export function applyContactEffects(contact: ContactSnapshot, effects: readonly Omit<Effect, 'nodeId'>[]): ContactSnapshot {
  let result = contact;
  for (const effect of effects as readonly Effect[]) {
    if (effect.type === 'setField') {
      if (PROTOTYPE_KEYS.has(effect.field)) continue;
      const fields = { ...result.fields };
      if (effect.value === null) delete fields[effect.field];
      else fields[effect.field] = effect.value;
      result = { ...result, fields };
    } else if (effect.type === 'addTag') {
      if (!result.tags.includes(effect.tag)) result = { ...result, tags: [...result.tags, effect.tag] };
    } else if (effect.type === 'removeTag') {
      if (result.tags.includes(effect.tag)) result = { ...result, tags: result.tags.filter((tag) => tag !== effect.tag) };
    }
  }
  return result;
}
