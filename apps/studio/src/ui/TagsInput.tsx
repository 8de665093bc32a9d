import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { TagsInput as KitTagsInput, type TagsInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { optionsThatScroll } from './optionsThatScroll';

export type { TagsInputProps };

/** The kit's TagsInput with our words for its buttons and its empty list. */
export function TagsInput(props: TagsInputProps) {
  const { t } = useTranslation('common');
  return <KitTagsInput clearButtonProps={{ 'aria-label': t('clear') }} {...optionsThatScroll} {...props} />;
}
