import type { TFunction } from 'i18next';
import type { RouteOutput } from '../../api/call';
import type { Tone } from '../../ui/StateBadge';
import type { MenuSummary, Publication } from './menuQueries';

export const PUBLICATION_TONES: Record<Publication['state'], Tone> = { none: 'plain', working: 'info', waiting: 'info', published: 'good', failed: 'danger' };

type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];

/** What a channel is called: the account's name at LINE, or the phone of the studio. */
export const channelName = (channel: Channel, t: TFunction<'richMenus'>): string => (channel.kind === 'simulator' ? t('richMenus:phone.channel') : (channel.displayName ?? channel.name));

/** How a menu stands as a whole: the worst news first, then whether people see the newest draft. */
export function stateOf({ publications, revision }: Pick<MenuSummary, 'publications' | 'revision'>): { state: 'failed' | 'working' | 'waiting' | 'changed' | 'published' | 'draft'; tone: Tone } {
  const has = (state: Publication['state']) => publications.some((one) => one.state === state);
  if (has('failed')) return { state: 'failed', tone: 'danger' };
  if (has('working')) return { state: 'working', tone: 'info' };
  if (has('waiting')) return { state: 'waiting', tone: 'info' };
  const live = publications.filter((one) => one.state === 'published');
  if (live.length === 0) return { state: 'draft', tone: 'plain' };
  return live.some((one) => one.revision !== null && one.revision < revision) ? { state: 'changed', tone: 'info' } : { state: 'published', tone: 'good' };
}
