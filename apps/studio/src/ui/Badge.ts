import '@mantine/core/styles/Badge.layer.css';
import { Badge as KitBadge, type BadgeProps } from '@mantine/core';

export type { BadgeProps };
/** The kit's Badge, together with its style sheet. */
export const Badge = KitBadge;
