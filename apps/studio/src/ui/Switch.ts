import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
export { Switch, type SwitchProps } from '@mantine/core';
