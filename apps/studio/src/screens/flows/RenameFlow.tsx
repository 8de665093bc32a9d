import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { showFieldErrors } from '../../api/fieldErrors';
import { keys } from '../../api/queries';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { Modal } from '../../ui/Modal';
import { Stack } from '../../ui/Stack';
import { TextInput } from '../../ui/TextInput';
import type { FlowSummary } from './FlowCard';

/** One field: the flow's new name. */
export default function RenameFlow({ botId, flow, onClose }: { botId: string; flow: FlowSummary; onClose: () => void }) {
  const { t } = useTranslation(['flows', 'common']);
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { name: flow.name } });
  const submit = handleSubmit(async ({ name }) => {
    setProblem(undefined);
    try {
      await call('PATCH /bots/:botId/flows/:flowId', { params: { botId, flowId: flow.id }, body: { name } });
      await queryClient.invalidateQueries({ queryKey: keys.flows(botId) });
      onClose();
    } catch (error) {
      setProblem(showFieldErrors(error, setError, t, ['name']));
    }
  });
  return (
    <Modal opened onClose={onClose} title={t('rename.title')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <FormError>{problem}</FormError>
          <TextInput
            label={t('rename.field')}
            maxLength={120}
            data-autofocus
            error={formState.errors.name?.message}
            {...register('name', { validate: (value) => value.trim() !== '' || t('rename.missing') })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={formState.isSubmitting}>
              {t('common:rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
