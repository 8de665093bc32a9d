/**
 * LINE's limits as named constants. The unit is in the name: `_UTF16` code units, `_GRAPHEMES` grapheme clusters,
 * `_BYTES`, `_MS`, otherwise a number of items. Source of each group: the section of FACTS that lists it.
 */

// A request (FACTS §1, §7)
export const MESSAGES_PER_REQUEST = 5;
export const REQUEST_MAX_BYTES = 2 * 1024 * 1024;
/** Names under which statistics of a push are collected: one per request (FACTS §12). */
export const AGGREGATION_UNITS = 1;
export const AGGREGATION_UNIT_MAX_UTF16 = 30;

// The loading animation of 1:1 chats (FACTS §3 "Sending"): 5 to 60 seconds in steps of five, 20 when nothing is said
export const LOADING_MIN_SECONDS = 5;
export const LOADING_MAX_SECONDS = 60;
export const LOADING_STEP_SECONDS = 5;
export const LOADING_DEFAULT_SECONDS = 20;

// URLs inside messages (FACTS §7)
export const MEDIA_URL_MAX_UTF16 = 2000;
export const ACTION_URI_MAX_UTF16 = 1000;
export const ACTION_URI_SCHEMES = ['http', 'https', 'line', 'tel'] as const;

// Common properties (FACTS §7)
export const QUICK_REPLY_ITEMS = 13;
export const SENDER_NAME_MAX_UTF16 = 20;

// Text, sticker, location (FACTS §7)
export const TEXT_MAX_UTF16 = 5000;
/** LINE emoji count as their undisclosed alternative text; from here on a text with LINE emoji may be refused (FACTS §6). */
export const TEXT_WITH_LINE_EMOJI_ADVISED_UTF16 = 4500;
export const TEXT_EMOJIS = 20;
export const LOCATION_TITLE_MAX_UTF16 = 100;
export const LOCATION_ADDRESS_MAX_UTF16 = 100;
export const VIDEO_TRACKING_ID_MAX_UTF16 = 100;

// Text v2 (FACTS §7)
export const SUBSTITUTIONS = 100;
export const SUBSTITUTION_KEY_MAX_UTF16 = 20;
export const MENTIONS = 20;

// Coupon (FACTS §7)
export const COUPON_DELIVERY_TAG_MAX_UTF16 = 30;

// Alternative text of template, imagemap and flex (FACTS §7; older sources say 400)
export const ALT_TEXT_MAX_UTF16 = 1500;

// Templates (FACTS §7)
export const BUTTONS_TITLE_MAX_GRAPHEMES = 40;
export const BUTTONS_TEXT_MAX_GRAPHEMES = 160;
/** When the template has an image or a title. */
export const BUTTONS_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES = 60;
export const BUTTONS_ACTIONS = 4;
export const CONFIRM_TEXT_MAX_GRAPHEMES = 240;
export const CONFIRM_ACTIONS = 2;
export const CAROUSEL_COLUMNS = 10;
export const CAROUSEL_TITLE_MAX_GRAPHEMES = 40;
export const CAROUSEL_TEXT_MAX_GRAPHEMES = 120;
/** When the columns have an image or a title. */
export const CAROUSEL_TEXT_WITH_IMAGE_OR_TITLE_MAX_GRAPHEMES = 60;
export const CAROUSEL_COLUMN_ACTIONS = 3;
export const IMAGE_CAROUSEL_COLUMNS = 10;

// Actions (FACTS §7 "Actions")
export const POSTBACK_DATA_MAX_UTF16 = 300;
export const POSTBACK_DISPLAY_TEXT_MAX_GRAPHEMES = 300;
export const POSTBACK_FILL_IN_TEXT_MAX_GRAPHEMES = 300;
export const MESSAGE_ACTION_TEXT_MAX_GRAPHEMES = 300;
export const CLIPBOARD_TEXT_MAX_UTF16 = 1000;
export const DATETIME_MIN_DATE = '1900-01-01';
export const DATETIME_MAX_DATE = '2100-12-31';
export const RICH_MENU_ALIAS_MAX_UTF16 = 32;

// Labels by container (FACTS §7 "label by container")
export const TEMPLATE_LABEL_MAX_GRAPHEMES = 20;
export const IMAGE_CAROUSEL_LABEL_MAX_GRAPHEMES = 12;
export const QUICK_REPLY_LABEL_MAX_GRAPHEMES = 20;
export const FLEX_LABEL_MAX_GRAPHEMES = 40;
export const RICH_MENU_LABEL_MAX_GRAPHEMES = 20;

// Imagemap (FACTS §7)
export const IMAGEMAP_BASE_WIDTH = 1040;
export const IMAGEMAP_ACTIONS = 50;
export const IMAGEMAP_URI_MAX_UTF16 = 1000;
export const IMAGEMAP_MESSAGE_TEXT_MAX_UTF16 = 400;
export const IMAGEMAP_LABEL_MAX_UTF16 = 100;
export const IMAGEMAP_LINK_LABEL_MAX_UTF16 = 30;

// Flex (FACTS §8)
export const FLEX_BUBBLE_MAX_BYTES = 30 * 1024;
export const FLEX_CAROUSEL_MAX_BYTES = 50 * 1024;
export const FLEX_CAROUSEL_BUBBLES = 12;
