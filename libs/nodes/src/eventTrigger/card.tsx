import { IconBolt } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { EventTriggerData } from './definition';

export const eventTriggerEditor: NodeEditor<EventTriggerData> = {
  icon: IconBolt,
  preview(data, words) {
    const what = words.t(`options.event.${data.event}`);
    return { text: [what, ...detailsOf(data, words.t)].join('\n') };
  },
};

function detailsOf(data: EventTriggerData, t: (key: string) => string): string[] {
  switch (data.event) {
    case 'videoWatched':
      return data.trackingId ? [data.trackingId] : [];
    case 'beacon':
      return [...(data.beaconType === 'any' ? [] : [t(`options.beaconType.${data.beaconType}`)]), ...(data.hwid ? [data.hwid] : [])];
    case 'membership':
      return data.membershipType === 'any' ? [] : [t(`options.membershipType.${data.membershipType}`)];
    case 'other':
      return data.typeName ? [data.typeName] : [];
    default:
      return [];
  }
}
