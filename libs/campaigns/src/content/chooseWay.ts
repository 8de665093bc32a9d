import type { CampaignDesign, CampaignDetail, CampaignWay } from '@chatloom/contract';

/** How a campaign reaches people, and why so. */
export interface ChosenWay {
  way: CampaignWay;
  because: CampaignDetail['wayReason'];
}

/**
 * The dearest in calls only where it must be: what is the same for all goes to 500 at once, also when it differs by language only; words with
 * variables or links of one's own are pushed to each. The price in messages is the same for all ways.
 */
export function chooseWay({ what, to, tracking }: Pick<CampaignDesign, 'what' | 'to' | 'tracking'>): ChosenWay {
  if (what.type === 'flow') return { way: 'flow', because: 'flow' };
  if (to.type === 'everyone') return { way: 'broadcast', because: 'everyone' };
  if (to.type === 'audience') return { way: 'narrowcast', because: 'audience' };
  if (tracking.on && tracking.perPerson) return { way: 'push', because: 'personalLinks' };
  const words = what.variants.flatMap((variant) => variant.blocks.map((block) => block.data));
  if (someText(words, (text) => text.includes('{{'))) return { way: 'push', because: 'hasVariables' };
  return { way: 'multicast', because: languagesOf(words).length > 0 ? 'sameByLanguage' : 'sameForAll' };
}

/** Language tags of all texts that have more than one; empty when everybody reads the same. */
export function languagesOf(data: unknown): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    if (entries.length > 0 && entries.every(([key, inner]) => LANGUAGE.test(key) && typeof inner === 'string')) return entries.forEach(([key]) => void found.add(key));
    entries.forEach(([, inner]) => walk(inner));
  };
  walk(data);
  return [...found];
}

/** What a table of languages has as keys; no field of a node is called like this. */
const LANGUAGE = /^[a-z]{2}(-[A-Za-z0-9]{2,8}){0,2}$/;

function someText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (Array.isArray(value)) return value.some((each) => someText(each, test));
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => someText(each, test));
}
