import '@mantine/core/styles/Input.layer.css';
export { Input, type InputProps } from '@mantine/core';
