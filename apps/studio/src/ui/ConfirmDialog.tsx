import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { Group } from './Group';
import { Modal } from './Modal';
import { Text } from './Text';
import type { ConfirmWithNumberProps } from './ConfirmWithNumber';

/** The dialog of `ConfirmWithNumber`. */
export default function ConfirmDialog(props: ConfirmWithNumberProps) {
  const { t } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await props.onConfirm();
      props.onClose();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Text>{props.sentence}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color={props.danger ? 'red' : undefined} loading={busy} onClick={() => void confirm()}>
          {props.verb}
        </Button>
      </Group>
    </Modal>
  );
}
