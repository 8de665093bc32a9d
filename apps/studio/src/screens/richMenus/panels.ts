/** Panels beside the picture of a rich menu, kept in the address. */
export const MENU_PANELS = ['area', 'picture', 'menu', 'phone', 'numbers'] as const;
export type MenuPanelName = (typeof MENU_PANELS)[number];
