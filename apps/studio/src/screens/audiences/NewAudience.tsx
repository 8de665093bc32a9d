import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { showFieldErrors } from '../../api/fieldErrors';
import { ApiError } from '../../api/errors';
import { lineKeys } from '../../api/lineQueries';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { FormError } from '../../ui/FormError';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { toast } from '../../ui/toast';
import forms from '../settings/forms.module.css';

type Source = 'tag' | 'ids';
/** A person of LINE: `U` and 32 digits. */
const USER_ID = /^U[0-9a-f]{32}$/;

/** The ids of a list somebody pasted: one per line, or parted by commas or blanks. */
export function idsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((id) => id !== '');
}

/** Making an audience of everybody with a tag, or of ids. */
export function NewAudience({ botId, channelId, onDone }: { botId: string; channelId: string; onDone: () => void }) {
  const { t } = useTranslation(['insight', 'common']);
  const queryClient = useQueryClient();
  const [source, setSource] = useState<Source>('tag');
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { name: '', tag: '', userIds: '' } });
  const submit = handleSubmit(async ({ name, tag, userIds }) => {
    setProblem(undefined);
    try {
      const body = source === 'tag' ? { name, tag } : { name, userIds: idsOf(userIds) };
      const { count } = await call('POST /bots/:botId/channels/:channelId/audiences', { params: { botId, channelId }, body });
      toast(t('audiences.created', { count }));
      await queryClient.invalidateQueries({ queryKey: lineKeys.audiences(botId, channelId) });
      onDone();
    } catch (error) {
      // What LINE says it says in English only.
      const said = error instanceof ApiError && (error.code === 'conflict' ? t('audiences.nobody') : error.code === 'upstream' ? error.message : undefined);
      setProblem(said || showFieldErrors(error, setError, t, ['name', 'tag', 'userIds']));
    }
  });
  const filled = (which: Source) => (value: string) => source !== which || value.trim() !== '' || t('audiences.fill');
  const areIds = (value: string) => {
    const wrong = source === 'ids' ? idsOf(value).find((id) => !USER_ID.test(id)) : undefined;
    return wrong === undefined ? filled('ids')(value) : t('audiences.idWrong', { id: wrong.slice(0, 40) });
  };
  return (
    <Card title={t('audiences.new')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={forms.form} autoComplete="off">
        <FormError>{problem}</FormError>
        <TextInput label={t('audiences.name')} maxLength={120} error={formState.errors.name?.message} {...register('name', { validate: (value) => value.trim() !== '' || t('audiences.nameMissing') })} />
        <SegmentedControl
          aria-label={t('audiences.from')}
          value={source}
          onChange={(value) => setSource(value as Source)}
          data={[
            { value: 'tag', label: t('audiences.byTag') },
            { value: 'ids', label: t('audiences.byIds') },
          ]}
        />
        {source === 'tag' ? (
          <TextInput label={t('audiences.tag')} maxLength={100} error={formState.errors.tag?.message} {...register('tag', { validate: filled('tag') })} />
        ) : (
          <Textarea label={t('audiences.ids')} autosize minRows={4} maxRows={12} spellCheck={false} error={formState.errors.userIds?.message} {...register('userIds', { validate: areIds })} />
        )}
        <div className={forms.actions}>
          <Button type="submit" loading={formState.isSubmitting}>
            {t('audiences.create')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
