import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorLine } from '../../../api/describeError';
import { Button } from '../../../ui/Button';
import { CopyField } from '../../../ui/CopyField';
import { Switch } from '../../../ui/Switch';
import { TextInput } from '../../../ui/TextInput';
import { toast } from '../../../ui/toast';
import styles from '../games.module.css';

export interface PublicPageFieldsProps {
  page: { url: string | null; joinText: string };
  /** Of the game in the query cache; it is asked for anew after a change. */
  queryKey: QueryKey;
  /** Words of this kind of game: what the switch says, and what the page and its QR code are for. */
  words: { label: string; help: string; joinHelp: string };
  put(body: { isOn: boolean; joinText: string }): Promise<unknown>;
}

/** The page of a game that anybody with its address may look at: on or off, its address, and what its QR code lets people send. */
export function PublicPageFields({ page, queryKey, words, put }: PublicPageFieldsProps) {
  const { t } = useTranslation(['games', 'common']);
  const client = useQueryClient();
  const [joinText, setJoinText] = useState(page.joinText);
  const set = async (isOn: boolean) => {
    try {
      await put({ isOn, joinText });
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
    }
    await client.invalidateQueries({ queryKey });
  };
  return (
    <>
      <Switch label={words.label} description={words.help} checked={page.url !== null} onChange={(event) => void set(event.currentTarget.checked)} />
      {page.url !== null && (
        <>
          <CopyField label={t('share.address')} value={page.url} />
          <div className={styles.withButton}>
            <TextInput label={t('share.joinText')} description={words.joinHelp} value={joinText} maxLength={60} onChange={(event) => setJoinText(event.currentTarget.value)} />
            <Button variant="default" disabled={joinText.trim() === page.joinText} onClick={() => void set(true)}>
              {t('share.keep')}
            </Button>
          </div>
          <div>
            <Button component="a" variant="default" href={page.url} target="_blank" rel="noreferrer">
              {t('share.open')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
