import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import forms from '../../settings/forms.module.css';
import type { useGameDraft } from './useGameDraft';

/** The two ways to leave a form of rules: begin with them, or keep them. `isBlocked`: nothing is wrong, but something is missing to begin; the form says what. */
export function DraftActions({ draft, isFaulty, isBlocked = false, verb, onOpen }: { draft: Pick<ReturnType<typeof useGameDraft>, 'save' | 'busy'>; isFaulty: boolean; isBlocked?: boolean; verb: string; onOpen(): Promise<unknown> }) {
  const { t } = useTranslation('games');
  return (
    <>
      <div className={forms.actions}>
        <Button disabled={isFaulty || isBlocked || draft.busy === 'save'} loading={draft.busy === 'open'} onClick={() => void draft.save(onOpen)}>
          {verb}
        </Button>
        <Button variant="default" disabled={isFaulty || draft.busy === 'open'} loading={draft.busy === 'save'} onClick={() => void draft.save()}>
          {t('form.save')}
        </Button>
      </div>
      {isFaulty && <p role="status">{t('form.faulty')}</p>}
    </>
  );
}
