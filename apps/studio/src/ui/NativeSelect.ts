import '@mantine/core/styles/Input.layer.css';
import { NativeSelect as KitNativeSelect, type NativeSelectProps } from '@mantine/core';

export type { NativeSelectProps };
/** The browser's own list, dressed as the kit's inputs. For lists without search: it opens well on phones and weighs nothing. */
export const NativeSelect = KitNativeSelect;
