import '@mantine/core/styles/Avatar.layer.css';
import { Avatar as KitAvatar, type AvatarProps } from '@mantine/core';

export type { AvatarProps };
/** The kit's Avatar, together with its style sheet. */
export const Avatar = KitAvatar;
