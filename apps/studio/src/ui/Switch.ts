import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Switch as KitSwitch, type SwitchProps } from '@mantine/core';

export type { SwitchProps };
/** The kit's Switch, together with its style sheet. */
export const Switch = KitSwitch;
