import '@mantine/core/styles/Text.layer.css';
import '@mantine/core/styles/Anchor.layer.css';
import { Anchor as KitAnchor, type AnchorProps } from '@mantine/core';

export type { AnchorProps };
/** The kit's Anchor, together with its style sheet. */
export const Anchor = KitAnchor;
