import '@mantine/core/styles/Input.layer.css';
import { Textarea as KitTextarea, type TextareaProps } from '@mantine/core';

export type { TextareaProps };
/** The kit's Textarea, together with its style sheet. */
export const Textarea = KitTextarea;
