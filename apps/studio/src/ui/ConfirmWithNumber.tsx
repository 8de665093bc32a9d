import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { Group } from './Group';
import { Modal } from './Modal';
import { Text } from './Text';

/**
 * Asks before something reaches customers or cannot be taken back. The sentence carries the number
 * ("Sign out 3 other devices"), the button carries the verb. Everything else gets undo instead.
 */
export function ConfirmWithNumber(props: {
  opened: boolean;
  title: string;
  sentence: string;
  verb: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown> | void;
  onClose: () => void;
}) {
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
