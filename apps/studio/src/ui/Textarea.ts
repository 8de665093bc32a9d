import '@mantine/core/styles/Input.layer.css';
export { Textarea, type TextareaProps } from '@mantine/core';
