import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
export { Radio, type RadioProps } from '@mantine/core';
