import '@mantine/core/styles/Title.layer.css';
import { Title as KitTitle, type TitleProps } from '@mantine/core';

export type { TitleProps };
/** The kit's Title, together with its style sheet. */
export const Title = KitTitle;
