import '@mantine/core/styles/Group.layer.css';
import { Group as KitGroup, type GroupProps } from '@mantine/core';

export type { GroupProps };
/** The kit's Group, together with its style sheet. */
export const Group = KitGroup;
