import '@mantine/core/styles/Table.layer.css';
import { Table as KitTable, type TableProps } from '@mantine/core';

export type { TableProps };
/** The kit's Table, together with its style sheet. */
export const Table = KitTable;
