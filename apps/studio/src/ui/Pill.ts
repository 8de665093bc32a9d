import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { Pill as KitPill, type PillProps } from '@mantine/core';

export type { PillProps };
/** The kit's Pill, together with its style sheet. */
export const Pill = KitPill;
