import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Loader.layer.css';
import '@mantine/core/styles/ActionIcon.layer.css';
import { ActionIcon as KitActionIcon, type ActionIconProps } from '@mantine/core';

export type { ActionIconProps };
/** The kit's ActionIcon, together with its style sheet. */
export const ActionIcon = KitActionIcon;
