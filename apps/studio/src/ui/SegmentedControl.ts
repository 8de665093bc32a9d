import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { SegmentedControl as KitSegmentedControl, type SegmentedControlProps } from '@mantine/core';

export type { SegmentedControlProps };
/** The kit's SegmentedControl, together with its style sheet. */
export const SegmentedControl = KitSegmentedControl;
