import '@mantine/core/styles/Divider.layer.css';
import { Divider as KitDivider, type DividerProps } from '@mantine/core';

export type { DividerProps };
/** The kit's Divider, together with its style sheet. */
export const Divider = KitDivider;
