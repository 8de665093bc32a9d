import '@mantine/core/styles/ScrollArea.layer.css';
import { ScrollArea as KitScrollArea, type ScrollAreaProps } from '@mantine/core';

export type { ScrollAreaProps };
/** The kit's ScrollArea, together with its style sheet. */
export const ScrollArea = KitScrollArea;
