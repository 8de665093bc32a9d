import { LOCATION_ADDRESS_MAX_UTF16, LOCATION_TITLE_MAX_UTF16 } from '@chatloom/messages';
import { z } from 'zod';
import { quickRepliesHidden } from '../checks/quickRepliesHidden';
import { defineNode } from '../defineNode';
import { localizedText } from '../fields/localizedText';
import { messageDefaults, messageFields, messagePorts } from '../fields/messageFields';

/** A place on the map. */
export const locationContent = {
  title: localizedText(LOCATION_TITLE_MAX_UTF16, 'utf16'),
  address: localizedText(LOCATION_ADDRESS_MAX_UTF16, 'utf16'),
  latitude: z.number().min(-90, 'A latitude is between -90 and 90.').max(90, 'A latitude is between -90 and 90.').meta({ control: 'number', min: -90, max: 90 }),
  longitude: z
    .number()
    .min(-180, 'A longitude is between -180 and 180.')
    .max(180, 'A longitude is between -180 and 180.')
    .meta({ control: 'number', min: -180, max: 180 }),
};
export const locationSchema = z.strictObject({ ...locationContent, ...messageFields });
export type LocationData = z.infer<typeof locationSchema>;

export const locationDefinition = defineNode({
  type: 'location',
  kind: 'message',
  icon: 'map-pin',
  sends: 'reply',
  schema: locationSchema,
  defaults: () => ({ title: '', address: '', latitude: 0, longitude: 0, ...messageDefaults }),
  ports: (data) => messagePorts(data.quickReplies),
  check: (data, context) => quickRepliesHidden(data, context),
});
