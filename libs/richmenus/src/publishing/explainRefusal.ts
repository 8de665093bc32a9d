import type { CallOutcome } from '@chatloom/line';
import type { JobFailure } from './publishJob';

/** An outcome that trying again does not mend. */
export type FinalFailure = Extract<CallOutcome<never>, { kind: 'refused' | 'unauthorized' | 'notFound' }>;

/** LINE's answers to rich menu calls (FACTS §9) that have a better sentence than LINE's own. */
const KNOWN: { said: RegExp; code: string; message: string }[] = [
  { said: /image size is not allowed/i, code: 'pictureRefused', message: 'LINE does not take the picture: 800 to 2500 pixels wide, at least 250 high, at least 1.45 times as wide as high, 1 MB at most.' },
  { said: /image format|content type/i, code: 'pictureRefused', message: 'LINE does not take the picture: it must be a JPEG or PNG.' },
  { said: /must upload richmenu image|no image|image.*before/i, code: 'noPicture', message: 'LINE shows no menu without a picture.' },
  { said: /over the limit|number of rich ?menus?/i, code: 'tooManyMenus', message: 'The account has 1,000 menus already, and LINE allows no more. Delete some under “Menus at LINE”.' },
  { said: /conflict richmenu alias/i, code: 'aliasTaken', message: 'Another program uses the name of a tab at LINE. Publish again; if that does not help, delete the other menu.' },
];

/** Why publishing failed, in words for the person who can mend it. @param tabId the tab it was about */
export function explainRefusal(outcome: FinalFailure, tabId?: string): JobFailure {
  const about = tabId === undefined ? {} : { tabId };
  if (outcome.kind === 'unauthorized') {
    return { code: 'unauthorized', message: 'LINE does not accept the access token of this channel. Enter a new one under “Channels”, then publish again.', ...about, details: [outcome.message] };
  }
  if (outcome.kind === 'notFound') return { code: 'gone', message: 'LINE does not know this menu any more; somebody deleted it there. Publish again.', ...about, details: [] };
  const details = outcome.details.map((detail) => (detail.property ? `${detail.property}: ${detail.message}` : detail.message));
  const known = KNOWN.find(({ said }) => said.test(outcome.message));
  if (known) return { code: known.code, message: known.message, ...about, details: [outcome.message, ...details] };
  return { code: 'refused', message: `LINE refused: ${outcome.message}`, ...about, params: { said: outcome.message }, details };
}
