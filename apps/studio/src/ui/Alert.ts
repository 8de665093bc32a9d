import '@mantine/core/styles/Alert.layer.css';
export { Alert, type AlertProps } from '@mantine/core';
