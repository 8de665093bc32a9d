/** LINE's limits for rich menus; units in the names as in `../limits` (FACTS §9, labels FACTS §7). */
export const RICH_MENU_NAME_MAX_GRAPHEMES = 300;
export const RICH_MENU_CHAT_BAR_MAX_GRAPHEMES = 14;
export const RICH_MENU_AREAS = 20;
export const RICH_MENU_ALIAS_SHAPE = /^[a-z0-9_-]{1,32}$/;
/** Menus, and as many aliases, an account may have through the API. */
export const RICH_MENUS_PER_CHANNEL = 1000;
export const RICH_MENU_IMAGE_MAX_BYTES = 1024 * 1024;
export const RICH_MENU_IMAGE_MIN_WIDTH = 800;
export const RICH_MENU_IMAGE_MAX_WIDTH = 2500;
export const RICH_MENU_IMAGE_MIN_HEIGHT = 250;
/** Width divided by height. */
export const RICH_MENU_IMAGE_MIN_RATIO = 1.45;
/** LINE's own samples let areas overrun the picture by this many pixels. */
export const RICH_MENU_AREA_OVERRUN_PX = 1;
/** People one bulk link or unlink call may name. */
export const RICH_MENU_BULK_USERS = 500;
/** Operations of one batch call. */
export const RICH_MENU_BATCH_OPERATIONS = 1000;

/** Our own: tabs of one menu. LINE knows no tabs, only 1,000 menus. */
export const RICH_MENU_TABS = 10;

/** Sizes LINE's own tools offer, largest first. */
export const RICH_MENU_SIZES = [
  { width: 2500, height: 1686 },
  { width: 2500, height: 843 },
  { width: 1200, height: 810 },
  { width: 1200, height: 405 },
  { width: 800, height: 540 },
  { width: 800, height: 270 },
] as const;
