import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { FormError } from '../../../ui/FormError';
import type { useGameDraft } from './useGameDraft';

/** Why rules could not be kept. Where people play by them already, there is a way on: a copy with what was changed here. */
export function DraftFailure<Document>({ draft, onCopy }: { draft: Pick<ReturnType<typeof useGameDraft>, 'failure' | 'isFixed' | 'busy' | 'name'> & { document: Document }; onCopy: (name: string, document: Document) => Promise<void> }) {
  const { t } = useTranslation('games');
  return (
    <>
      <FormError>{draft.failure}</FormError>
      {draft.isFixed && (
        <div>
          <Button variant="default" disabled={draft.busy !== undefined} onClick={() => void onCopy(draft.name, draft.document)}>
            {t('copyWithChanges')}
          </Button>
        </div>
      )}
    </>
  );
}
