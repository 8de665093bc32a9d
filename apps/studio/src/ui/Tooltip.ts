import '@mantine/core/styles/Tooltip.layer.css';
import { Tooltip as KitTooltip, type TooltipProps } from '@mantine/core';

export type { TooltipProps };
/** The kit's Tooltip, together with its style sheet. */
export const Tooltip = KitTooltip;
