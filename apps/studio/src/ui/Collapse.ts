import { Collapse as KitCollapse, type CollapseProps } from '@mantine/core';

export type { CollapseProps };
/** The kit's Collapse, together with its style sheet. */
export const Collapse = KitCollapse;
