import { Box as KitBox, type BoxProps } from '@mantine/core';

export type { BoxProps };
/** The kit's Box, together with its style sheet. */
export const Box = KitBox;
