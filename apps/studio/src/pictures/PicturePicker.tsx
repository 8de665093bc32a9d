import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPhoto, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../api/call';
import { errorLine } from '../api/describeError';
import { ApiError } from '../api/errors';
import { Button } from '../ui/Button';
import { ErrorState } from '../ui/ErrorState';
import { Modal } from '../ui/Modal';
import { SkeletonList } from '../ui/Skeleton';
import { preparePicture } from './preparePicture';
import styles from './pictures.module.css';

/** A stored picture as the API tells it. */
export type Picture = RouteOutput<'POST /bots/:botId/pictures'>;

const picturesKey = (botId: string) => ['bots', botId, 'pictures'];

/** Ways to a stored picture: bring a file, or take one that is there already. */
export default function PicturePicker({ botId, disabled, onPick }: { botId: string; disabled: boolean; onPick(picture: Picture): void }) {
  const { t } = useTranslation(['editor', 'common']);
  const queryClient = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [isChoosing, setChoosing] = useState(false);

  const upload = async (file: File) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const base64 = await preparePicture(file).catch(() => null);
      if (base64 === null) return setFailure(t('editor:pictures.faults.notAPicture'));
      const picture = await call('POST /bots/:botId/pictures', { params: { botId }, body: { base64 } });
      await queryClient.invalidateQueries({ queryKey: picturesKey(botId) });
      onPick(picture);
    } catch (error) {
      setFailure(sayRefusal(error) ?? errorLine(error, t));
    } finally {
      setBusy(false);
    }
  };
  const sayRefusal = (error: unknown): string | undefined => {
    const code = error instanceof ApiError ? error.details[0]?.code : undefined;
    return code === 'notAPicture' || code === 'tooManyPixels' ? t(`editor:pictures.faults.${code}`) : undefined;
  };

  return (
    <>
      <div className={styles.tools}>
        <Button size="xs" variant="default" disabled={disabled} loading={busy} leftSection={<IconUpload size={14} aria-hidden />} onClick={() => picker.current?.click()}>
          {t('editor:pictures.upload')}
        </Button>
        <Button size="xs" variant="subtle" disabled={disabled} leftSection={<IconPhoto size={14} aria-hidden />} onClick={() => setChoosing(true)}>
          {t('editor:pictures.choose')}
        </Button>
        <input
          ref={picker}
          type="file"
          className={styles.file}
          accept="image/png,image/jpeg,image/webp"
          tabIndex={-1}
          aria-label={t('editor:pictures.upload')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void upload(file);
          }}
        />
      </div>
      {failure !== undefined && (
        <p role="alert" className={styles.problem}>
          {failure}
        </p>
      )}
      <Modal opened={isChoosing} onClose={() => setChoosing(false)} title={t('editor:pictures.title')} size="lg">
        {isChoosing && (
          <Shelf
            botId={botId}
            onPick={(picture) => {
              setChoosing(false);
              onPick(picture);
            }}
          />
        )}
      </Modal>
    </>
  );
}

function Shelf({ botId, onPick }: { botId: string; onPick(picture: Picture): void }) {
  const { t } = useTranslation('editor');
  const { data, error, refetch } = useQuery({ queryKey: picturesKey(botId), queryFn: ({ signal }) => call('GET /bots/:botId/pictures', { params: { botId } }, { signal }) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonList count={1} height={120} />;
  return (
    <>
      {data.items.length === 0 && <p className={styles.note}>{t('pictures.none')}</p>}
      <ul className={styles.grid}>
        {data.items.map((picture) => (
          <li key={picture.code}>
            <button type="button" className={styles.choice} aria-label={t('pictures.size', { width: picture.width, height: picture.height })} onClick={() => onPick(picture)}>
              <img src={`/m/${picture.code}/300`} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {!data.isPublic && <p className={styles.note}>{t('pictures.notPublic')}</p>}
    </>
  );
}
