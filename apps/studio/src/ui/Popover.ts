import '@mantine/core/styles/Popover.layer.css';
import { Popover as KitPopover, type PopoverProps } from '@mantine/core';

export type { PopoverProps };
/** The kit's Popover, together with its style sheet. */
export const Popover = KitPopover;
