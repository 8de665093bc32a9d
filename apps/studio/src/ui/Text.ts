import '@mantine/core/styles/Text.layer.css';
import { Text as KitText, type TextProps } from '@mantine/core';

export type { TextProps };
/** The kit's Text, together with its style sheet. */
export const Text = KitText;
