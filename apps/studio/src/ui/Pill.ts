import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Pill.layer.css';
export { Pill, type PillProps } from '@mantine/core';
