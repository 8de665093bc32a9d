import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { useFlowSteps } from '../segments/useFlowSteps';

/** A step of a flow by its name. */
export function StepSelect({ botId, flowId, nodeId, onChange }: { botId: string; flowId: string; nodeId: string; onChange(nodeId: string): void }) {
  const { t } = useTranslation('campaigns');
  const steps = useFlowSteps(botId, flowId);
  return <NativeSelect label={t('care.step')} value={nodeId} data={[{ value: '', label: t('care.chooseStep') }, ...steps]} onChange={(event) => onChange(event.currentTarget.value)} />;
}
