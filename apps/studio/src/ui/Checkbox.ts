import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Checkbox as KitCheckbox, type CheckboxProps } from '@mantine/core';

export type { CheckboxProps };
/** The kit's Checkbox, together with its style sheet. */
export const Checkbox = KitCheckbox;
