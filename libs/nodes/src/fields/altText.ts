import { ALT_TEXT_MAX_UTF16 } from '@chatloom/messages';
import { localizedText } from './localizedText';

/** Words for notifications and screen readers; left empty, the visible text is used. */
export const optionalAltText = localizedText(ALT_TEXT_MAX_UTF16, 'utf16', { optional: true, advanced: true }).optional();
