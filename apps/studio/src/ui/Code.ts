import '@mantine/core/styles/Code.layer.css';
import { Code as KitCode, type CodeProps } from '@mantine/core';

export type { CodeProps };
/** The kit's Code, together with its style sheet. */
export const Code = KitCode;
