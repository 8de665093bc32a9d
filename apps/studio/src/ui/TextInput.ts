import '@mantine/core/styles/Input.layer.css';
import { TextInput as KitTextInput, type TextInputProps } from '@mantine/core';

export type { TextInputProps };
/** The kit's TextInput, together with its style sheet. */
export const TextInput = KitTextInput;
