import '@mantine/core/styles/Alert.layer.css';
import { Alert as KitAlert, type AlertProps } from '@mantine/core';

export type { AlertProps };
/** The kit's Alert, together with its style sheet. */
export const Alert = KitAlert;
