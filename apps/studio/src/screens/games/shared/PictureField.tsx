import { readStoredPicture, storedPictureUrl } from '@chatloom/messages';
import { lazy, Suspense } from 'react';
import { StoredPictureRow } from '../../../pictures/StoredPictureRow';
import { Field } from '../../../ui/Field';
import { TextInput } from '../../../ui/TextInput';

const PicturePicker = lazy(() => import('../../../pictures/PicturePicker'));

/** A picture of something people get: an address of the web, or one of the bot's own pictures. Null is none. */
export function PictureField({ botId, label, value, error, onChange }: { botId: string; label: string; value: string | null; error?: string | false; onChange(url: string | null): void }) {
  const stored = value !== null && readStoredPicture(value);
  return (
    <Field label={label} error={error}>
      {(control) => (
        <>
          {stored ? (
            <StoredPictureRow address={value} disabled={false} onRemove={() => onChange(null)} />
          ) : (
            <TextInput {...control} type="url" inputMode="url" placeholder="https://" value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value.trim() || null)} />
          )}
          <Suspense fallback={null}>
            <PicturePicker botId={botId} disabled={false} onPick={({ code }) => onChange(storedPictureUrl(code, 'fit'))} />
          </Suspense>
        </>
      )}
    </Field>
  );
}
