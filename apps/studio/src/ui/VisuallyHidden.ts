import '@mantine/core/styles/VisuallyHidden.layer.css';
import { VisuallyHidden as KitVisuallyHidden, type VisuallyHiddenProps } from '@mantine/core';

export type { VisuallyHiddenProps };
/** The kit's VisuallyHidden, together with its style sheet. */
export const VisuallyHidden = KitVisuallyHidden;
