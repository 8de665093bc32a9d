import '@mantine/core/styles/Loader.layer.css';
import { Loader as KitLoader, type LoaderProps } from '@mantine/core';

export type { LoaderProps };
/** The kit's Loader, together with its style sheet. */
export const Loader = KitLoader;
