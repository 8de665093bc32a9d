import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { FormError } from '../../../ui/FormError';
import { Modal } from '../../../ui/Modal';
import { toast } from '../../../ui/toast';
import { PeoplePicker } from '../../campaigns/PeoplePicker';
import forms from '../../settings/forms.module.css';

export interface PeopleDialogProps {
  botId: string;
  title: string;
  /** How many people can be chosen. */
  most: number;
  verb: string;
  /** What else is asked; told how many people are chosen. */
  children?(count: number): ReactNode;
  /** Does it for these people and says what came of it. */
  onDone(contactIds: string[]): Promise<string>;
  onClose(): void;
}

/** Something is done for people who are named here. */
export function PeopleDialog({ botId, title, most, verb, children, onDone, onClose }: PeopleDialogProps) {
  const { t } = useTranslation(['games', 'common']);
  const [chosen, setChosen] = useState<string[]>([]);
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0) return;
    setBusy(true);
    setFailure(undefined);
    try {
      toast(await onDone(chosen));
      onClose();
    } catch (error) {
      setFailure(errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form className={forms.form} onSubmit={(event) => void submit(event)}>
        <FormError>{failure}</FormError>
        <PeoplePicker botId={botId} label={t('people.person')} chosen={chosen} most={most} onChange={setChosen} />
        {children?.(chosen.length)}
        <div className={forms.actions}>
          <Button type="submit" loading={isBusy} disabled={chosen.length === 0}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
