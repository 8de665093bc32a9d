import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Radio as KitRadio, type RadioProps } from '@mantine/core';

export type { RadioProps };
/** The kit's Radio, together with its style sheet. */
export const Radio = KitRadio;
