import '@mantine/core/styles/Paper.layer.css';
import { Paper as KitPaper, type PaperProps } from '@mantine/core';

export type { PaperProps };
/** The kit's Paper, together with its style sheet. */
export const Paper = KitPaper;
