import '@mantine/core/styles/Kbd.layer.css';
import { Kbd as KitKbd, type KbdProps } from '@mantine/core';

export type { KbdProps };
/** The kit's Kbd, together with its style sheet. */
export const Kbd = KitKbd;
