import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal as KitModal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type { ModalProps };

/**
 * Dialog in the middle of the page; gives the focus back when it closes. Put together here because the kit's own
 * heads it with a `<header>`, which screen readers would list as a second banner of the page. Without `title` it needs an `aria-label`.
 */
export function Modal({ title, children, withCloseButton = true, radius = 12, closeButtonProps, overlayProps, 'aria-label': label, ...root }: ModalProps) {
  const { t } = useTranslation('common');
  return (
    <KitModal.Root lockScroll={false} centered radius={radius} {...root}>
      <KitModal.Overlay {...overlayProps} />
      <KitModal.Content radius={radius} aria-label={title ? undefined : label}>
        {(title || withCloseButton) && (
          <KitModal.Header role="presentation">
            {title && <KitModal.Title>{title}</KitModal.Title>}
            {withCloseButton && <KitModal.CloseButton aria-label={t('close')} {...closeButtonProps} />}
          </KitModal.Header>
        )}
        <KitModal.Body>{children}</KitModal.Body>
      </KitModal.Content>
    </KitModal.Root>
  );
}
