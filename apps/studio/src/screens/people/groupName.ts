import type { Group } from '@chatloom/contract';
import type { TFunction } from 'i18next';

/** What a group is called here. Rooms have no name, and that of a group is not known before LINE was asked. */
export function groupName({ name, kind }: Pick<Group, 'name' | 'kind'>, t: TFunction<'people'>): string {
  return name ?? t(kind === 'room' ? 'groups.unnamedRoom' : 'groups.unnamedGroup');
}
