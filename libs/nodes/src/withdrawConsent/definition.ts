import { z } from 'zod';
import { defineNode } from '../defineNode';

/** The person takes back their agreement to marketing messages: from now on campaigns, series and topics leave them out. */
export const withdrawConsentSchema = z.strictObject({});

export const withdrawConsentDefinition = defineNode({
  type: 'withdrawConsent',
  kind: 'data',
  icon: 'shield-x',
  schema: withdrawConsentSchema,
  defaults: () => ({}),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
});
