import { BUTTONS_TEXT_MAX_GRAPHEMES, LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { z } from 'zod';
import { defineNode } from '../defineNode';
import { optionalAltText } from '../fields/altText';
import { durationSchema } from '../fields/duration';
import { localizedText } from '../fields/localizedText';
import { sendingFields } from '../fields/messageFields';
import { webPageUrl } from '../fields/mediaUrl';

/** A link token lives ten minutes once the person has tapped (FACTS §13); signing in may take a while before that. */
const DEFAULT_WAIT = { amount: 30, unit: 'minutes' as const };

/**
 * Offers to join the person with their account at the bot owner's own site: a button leads to its sign-in page, and LINE tells
 * how it went. The account's id is then in the contact's field `accountId`.
 */
export const accountLinkSchema = z.strictObject({
  text: localizedText(BUTTONS_TEXT_MAX_GRAPHEMES, 'graphemes', { control: 'textarea' }),
  buttonLabel: localizedText(LABEL_MAX_GRAPHEMES.template, 'graphemes', {}),
  /** The page that signs people in; it is opened with `linkToken` in its address. */
  signInUrl: webPageUrl(),
  /** After this time without a word from LINE the flow goes on by the exit `expired`. */
  waitFor: durationSchema.default(DEFAULT_WAIT),
  altText: optionalAltText,
  ...sendingFields,
});
export type AccountLinkData = z.infer<typeof accountLinkSchema>;

export const accountLinkDefinition = defineNode({
  type: 'accountLink',
  kind: 'ask',
  icon: 'link',
  sends: 'reply',
  waits: 'answer',
  schema: accountLinkSchema,
  defaults: () => ({ text: '', buttonLabel: '', signInUrl: '', waitFor: DEFAULT_WAIT, ifTooLate: 'drop' as const }),
  ports: () => [
    { id: 'linked', label: { key: 'linked' } },
    { id: 'failed', label: { key: 'notLinked' } },
    { id: 'expired', label: { key: 'linkExpired' } },
  ],
});
