import { QUICK_REPLY_LABEL_MAX_GRAPHEMES } from '@chatloom/messages';
import { localizedText } from './localizedText';

/** Words of a question's own button; left empty, built-in words in the person's language are used. */
export const ownLabel = localizedText(QUICK_REPLY_LABEL_MAX_GRAPHEMES, 'graphemes', { optional: true, advanced: true }).optional();
