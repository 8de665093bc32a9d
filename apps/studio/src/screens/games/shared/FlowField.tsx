import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../../api/queries';
import { NativeSelect } from '../../../ui/NativeSelect';

/** A flow of the bot that begins afterwards, or none. */
export function FlowField({ botId, label, description, value, onChange }: { botId: string; label: string; description?: string; value: string | null; onChange(flowId: string | null): void }) {
  const { t } = useTranslation('games');
  const flows = useQuery(flowsQuery(botId)).data?.items ?? [];
  return (
    <NativeSelect
      label={label}
      description={description}
      value={value ?? ''}
      data={[{ value: '', label: t('form.noFlow') }, ...flows.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
