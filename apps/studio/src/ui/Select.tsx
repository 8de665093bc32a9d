import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';

import { Select as KitSelect, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { optionsThatScroll } from './optionsThatScroll';

export type { SelectProps };

/** The kit's Select with our words for its buttons and its empty list. */
export function Select(props: SelectProps) {
  const { t } = useTranslation('common');
  return <KitSelect clearButtonProps={{ 'aria-label': t('clear') }} nothingFoundMessage={t('nothingFound')} {...optionsThatScroll} {...props} />;
}
