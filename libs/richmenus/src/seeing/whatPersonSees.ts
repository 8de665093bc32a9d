import type { ContactRichMenu, RichMenuRules } from '@chatloom/contract';
import { isOpen, wallTime } from './activeWindow';

/** Everything that decides about one person. */
export interface Onlooker {
  tags: readonly string[];
  /** Given by hand or by a flow. */
  manualMenuId: string | null;
}

/** The rules of a bot at a moment, for one channel. */
export interface Scene {
  rules: Pick<RichMenuRules, 'defaultMenuId' | 'tagRules' | 'schedule'>;
  /** Menus that are published at the channel. */
  published: ReadonlySet<string>;
  /** Epoch ms. */
  now: number;
  /** Of the bot; IANA name. */
  timeZone: string;
}

type Layer = ContactRichMenu['layers'][number];

/**
 * What a person sees, and why: a menu given by hand > the first tag rule that fits > the first schedule that is on > the default.
 * A menu that is not published at the channel is passed over. LINE knows two levels (FACTS §9 "display priority"): the first two
 * become a menu of the person's own, the last two the channel's default.
 */
export function whatPersonSees(person: Onlooker, scene: Scene): Pick<ContactRichMenu, 'menuId' | 'because' | 'layers'> {
  const own = personalLayers(person, scene);
  const layers = decide([...own, ...commonLayers(scene)]);
  const winner = layers.find((layer) => layer.state === 'applies');
  return { menuId: winner?.menuId ?? null, because: winner?.layer ?? 'nothing', layers };
}

/** The menu a person should have of their own; null for none. */
export function personalMenu(person: Onlooker, scene: Scene): string | null {
  return decide(personalLayers(person, scene)).find((layer) => layer.state === 'applies')?.menuId ?? null;
}

/** The channel's default at this moment; null for none. */
export function defaultMenu(scene: Scene): string | null {
  return decide(commonLayers(scene)).find((layer) => layer.state === 'applies')?.menuId ?? null;
}

/** Layers before it is known which one wins: `applies` means "would". */
function personalLayers({ tags, manualMenuId }: Onlooker, { rules, published }: Scene): Layer[] {
  const manual: Layer[] = manualMenuId === null ? [] : [{ layer: 'manual', menuId: manualMenuId, state: published.has(manualMenuId) ? 'applies' : 'notPublished' }];
  const byTag = rules.tagRules.map(
    ({ id, tag, menuId }): Layer => ({ layer: 'tagRule', menuId, tag, ruleId: id, state: !tags.includes(tag) ? 'noMatch' : published.has(menuId) ? 'applies' : 'notPublished' }),
  );
  return [...manual, ...byTag];
}

function commonLayers({ rules, published, now, timeZone }: Scene): Layer[] {
  const wall = wallTime(now, timeZone);
  const scheduled = rules.schedule.map(({ id, menuId, window }): Layer => {
    const isThere = menuId === null || published.has(menuId);
    return { layer: 'schedule', menuId, ruleId: id, state: !isOpen(window, wall) ? 'noMatch' : isThere ? 'applies' : 'notPublished' };
  });
  const { defaultMenuId } = rules;
  const common: Layer[] = defaultMenuId === null ? [] : [{ layer: 'default', menuId: defaultMenuId, state: published.has(defaultMenuId) ? 'applies' : 'notPublished' }];
  return [...scheduled, ...common];
}

/** The first that would apply does; those after it are outranked. */
function decide(layers: readonly Layer[]): Layer[] {
  const first = layers.findIndex((layer) => layer.state === 'applies');
  return layers.map((layer, index) => (layer.state === 'applies' && index !== first ? { ...layer, state: 'outranked' } : layer));
}
