import '@mantine/core/styles/Stack.layer.css';
import { Stack as KitStack, type StackProps } from '@mantine/core';

export type { StackProps };
/** The kit's Stack, together with its style sheet. */
export const Stack = KitStack;
