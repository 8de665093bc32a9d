import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/NumberInput.layer.css';
import { NumberInput as KitNumberInput, type NumberInputProps } from '@mantine/core';

export type { NumberInputProps };
/** The kit's NumberInput, together with its style sheet. */
export const NumberInput = KitNumberInput;
