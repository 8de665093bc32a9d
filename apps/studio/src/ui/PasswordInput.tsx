import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/ActionIcon.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/PasswordInput.layer.css';
import { PasswordInput as KitPasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type { PasswordInputProps };

/** Password field whose eye button can be reached by keyboard and says what it does. */
export function PasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation('common');
  return <KitPasswordInput visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), 'aria-hidden': false, tabIndex: 0 }} {...props} />;
}
