import { useTranslation } from 'react-i18next';
import { TextInput } from '../../../ui/TextInput';

/** What the team calls a game; players never see it. */
export function NameField({ value, onChange }: { value: string; onChange(name: string): void }) {
  const { t } = useTranslation('games');
  return <TextInput label={t('form.name')} description={t('form.nameHelp')} value={value} maxLength={120} error={value.trim() === '' && t('form.nameMissing')} onChange={(event) => onChange(event.currentTarget.value)} />;
}
