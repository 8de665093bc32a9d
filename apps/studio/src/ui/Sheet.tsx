import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Drawer.layer.css';
import { Drawer, type DrawerProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useIsNarrow } from './useIsNarrow';

export type SheetProps = DrawerProps;

/** A panel that slides in: from the right on wide screens, from below on phones. Its head is no banner, as in `Modal`. */
export function Sheet({ title, children, withCloseButton = true, closeButtonProps, overlayProps, ...root }: SheetProps) {
  const { t } = useTranslation('common');
  const narrow = useIsNarrow();
  return (
    <Drawer.Root lockScroll={false} position={narrow ? 'bottom' : 'right'} size={narrow ? '92%' : 420} {...root}>
      <Drawer.Overlay {...overlayProps} />
      <Drawer.Content>
        <Drawer.Header role="presentation">
          {title && <Drawer.Title>{title}</Drawer.Title>}
          {withCloseButton && <Drawer.CloseButton aria-label={t('close')} {...closeButtonProps} />}
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
