import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Drawer.layer.css';
import { Drawer, type DrawerProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from './useIsNarrow';

/** A panel that slides in: from the right on wide screens, from below on phones. */
export function Sheet(props: DrawerProps) {
  const { t } = useTranslation('common');
  const narrow = useIsNarrow();
  return <Drawer position={narrow ? 'bottom' : 'right'} size={narrow ? '92%' : 420} closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}
