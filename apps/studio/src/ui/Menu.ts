import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import { Menu as KitMenu, type MenuProps } from '@mantine/core';

export type { MenuProps };
/** The kit's Menu, together with its style sheet. */
export const Menu = KitMenu;
