import '@mantine/core/styles/Progress.layer.css';
import { Progress as KitProgress, type ProgressProps } from '@mantine/core';

export type { ProgressProps };
/** The kit's Progress, together with its style sheet. */
export const Progress = KitProgress;
