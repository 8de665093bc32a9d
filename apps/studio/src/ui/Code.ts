import '@mantine/core/styles/Code.layer.css';
export { Code, type CodeProps } from '@mantine/core';
