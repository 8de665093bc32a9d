import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { MultiSelect as KitMultiSelect, type MultiSelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { optionsThatScroll } from './optionsThatScroll';

export type { MultiSelectProps };

/** The kit's MultiSelect with our words for its buttons and its empty list. */
export function MultiSelect(props: MultiSelectProps) {
  const { t } = useTranslation('common');
  return <KitMultiSelect clearButtonProps={{ 'aria-label': t('clear') }} nothingFoundMessage={t('nothingFound')} {...optionsThatScroll} {...props} />;
}
