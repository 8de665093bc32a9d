import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Loader.layer.css';
import '@mantine/core/styles/Button.layer.css';
import { Button as KitButton, type ButtonProps } from '@mantine/core';

export type { ButtonProps };
/** The kit's Button, together with its style sheet. */
export const Button = KitButton;
