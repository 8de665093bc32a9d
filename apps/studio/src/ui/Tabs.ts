import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Tabs.layer.css';
import { Tabs as KitTabs, type TabsProps } from '@mantine/core';

export type { TabsProps };
/** The kit's Tabs, together with its style sheet. */
export const Tabs = KitTabs;
