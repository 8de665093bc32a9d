import { type Json, type JsonObject, type NodeRunner, SPECIFICITY } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { EventName, EventTriggerData } from './definition';

/** LINE's names (FACTS §5). */
const LINE_TYPES: Record<Exclude<EventName, 'other'>, string> = {
  botJoined: 'join',
  memberJoined: 'memberJoined',
  memberLeft: 'memberLeft',
  messageEdited: 'messageEdited',
  messageUnsent: 'unsend',
  videoWatched: 'videoPlayComplete',
  beacon: 'beacon',
  accountLinked: 'accountLink',
  membership: 'membership',
};

export const runEventTrigger: NodeRunner<EventTriggerData> = {
  enter: () => leave('next'),
  matches(data, input) {
    if (input.type !== 'eventReceived') return false;
    const { event } = input;
    if (data.event === 'other') {
      if (data.typeName === '') return { specificity: SPECIFICITY.any - 1 };
      return data.typeName === event.type && { specificity: SPECIFICITY.any };
    }
    if (LINE_TYPES[data.event] !== event.type) return false;
    const wanted = detailsOf(data);
    if (wanted.some(({ is, asked }) => asked !== '' && asked !== 'any' && is !== asked)) return false;
    const exact = wanted.some(({ asked }) => asked !== '' && asked !== 'any');
    return { specificity: exact ? SPECIFICITY.equals : SPECIFICITY.any + 1 };

    function detailsOf({ event: name, trackingId, beaconType, hwid, membershipType }: EventTriggerData): { is: Json | undefined; asked: string }[] {
      switch (name) {
        case 'videoWatched':
          return [{ is: part('videoPlayComplete').trackingId, asked: trackingId }];
        case 'beacon': {
          const beacon = part('beacon');
          return [{ is: beacon.type, asked: beaconType }, { is: typeof beacon.hwid === 'string' ? beacon.hwid.toLowerCase() : undefined, asked: hwid.toLowerCase() }];
        }
        case 'membership':
          return [{ is: part('membership').type, asked: membershipType }];
        case 'accountLinked':
          return [{ is: part('link').result, asked: 'ok' }];
        default:
          return [];
      }
    }

    function part(name: string): JsonObject {
      const value = event[name];
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    }
  },
};
