import type { LineMessage } from '@chatloom/engine';
import { LOCATION_ADDRESS_MAX_UTF16, LOCATION_TITLE_MAX_UTF16 } from '@chatloom/messages';
import type { BuildContext } from '../shared/buildContext';
import { messageRunner } from '../shared/messageRunner';
import { renderFitted } from '../shared/renderFitted';
import type { LocationData } from './definition';

/** A place on the map. */
export function buildLocation(content: Pick<LocationData, 'title' | 'address' | 'latitude' | 'longitude'>, context: BuildContext): LineMessage {
  return {
    type: 'location',
    title: renderFitted(context, content.title, LOCATION_TITLE_MAX_UTF16, 'utf16'),
    address: renderFitted(context, content.address, LOCATION_ADDRESS_MAX_UTF16, 'utf16'),
    latitude: content.latitude,
    longitude: content.longitude,
  };
}

export const runLocation = messageRunner<LocationData>(buildLocation);
