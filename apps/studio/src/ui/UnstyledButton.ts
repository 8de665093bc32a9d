import '@mantine/core/styles/UnstyledButton.layer.css';
import { UnstyledButton as KitUnstyledButton, type UnstyledButtonProps } from '@mantine/core';

export type { UnstyledButtonProps };
/** The kit's UnstyledButton, together with its style sheet. */
export const UnstyledButton = KitUnstyledButton;
