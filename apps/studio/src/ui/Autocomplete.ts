import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import { Autocomplete as KitAutocomplete, type AutocompleteProps } from '@mantine/core';

export type { AutocompleteProps };
/** The kit's Autocomplete, together with its style sheet. */
export const Autocomplete = KitAutocomplete;
