import '@mantine/core/styles/Input.layer.css';
import { Input as KitInput, type InputProps } from '@mantine/core';

export type { InputProps };
/** The kit's Input, together with its style sheet. */
export const Input = KitInput;
