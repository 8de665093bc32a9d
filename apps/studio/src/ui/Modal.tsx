import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal as KitModal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type { ModalProps };

/** Dialog in the middle of the page; gives the focus back when it closes. */
export function Modal(props: ModalProps) {
  const { t } = useTranslation('common');
  return <KitModal closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}
